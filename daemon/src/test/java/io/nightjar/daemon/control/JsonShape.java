package io.nightjar.daemon.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Holds JSON against a schema, as far as our description of the interface uses JSON Schema; a word that is not known is a fault. */
final class JsonShape {

    private static final List<String> KNOWN = List.of(
            "$ref", "additionalProperties", "anyOf", "description", "enum", "items", "properties", "required", "type");

    private final JsonNode document;

    private final List<String> faults = new ArrayList<>();

    /**
     * Looks up schemas in a document.
     *
     * @param document with {@code components/schemas}
     */
    JsonShape(JsonNode document) {
        this.document = document;
    }

    /** What does not fit, each with its place. */
    List<String> faults(JsonNode schema, JsonNode value) {
        faults.clear();
        check(schema, value, "$");
        return List.copyOf(faults);
    }

    private void check(JsonNode schema, JsonNode value, String place) {
        schema.fieldNames().forEachRemaining(word -> {
            if (!KNOWN.contains(word)) {
                faults.add(place + ": the schema says '" + word + "'");
            }
        });
        if (schema.has("$ref")) {
            check(resolve(schema.get("$ref").asText()), value, place);
            return;
        }
        if (schema.has("anyOf")) {
            anyOf(schema.get("anyOf"), value, place);
            return;
        }
        if (!hasType(schema.get("type"), value)) {
            faults.add(place + ": " + value + " is not " + schema.get("type"));
        } else if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            faults.add(place + ": " + value + " is none of " + schema.get("enum"));
        } else if (value.isObject()) {
            object(schema, value, place);
        } else if (value.isArray()) {
            for (int index = 0; index < value.size(); index++) {
                check(schema.get("items"), value.get(index), place + "[" + index + "]");
            }
        }
    }

    private JsonNode resolve(String reference) {
        JsonNode found = document.at(reference.substring(1));
        if (found.isMissingNode()) {
            throw new AssertionError("there is no " + reference);
        }
        return found;
    }

    private void anyOf(JsonNode schemas, JsonNode value, String place) {
        for (JsonNode schema : schemas) {
            if (new JsonShape(document).faults(schema, value).isEmpty()) {
                return;
            }
        }
        for (JsonNode schema : schemas) {
            check(schema, value, place);
        }
    }

    private void object(JsonNode schema, JsonNode value, String place) {
        JsonNode properties = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(place + ": '" + name.asText() + "' is missing");
            }
        });
        value.properties().forEach(field -> {
            String inside = place + "." + field.getKey();
            if (properties.has(field.getKey())) {
                check(properties.get(field.getKey()), field.getValue(), inside);
            } else if (others.isObject()) {
                check(others, field.getValue(), inside);
            } else if (others.isBoolean() && !others.asBoolean()) {
                faults.add(inside + " is not described");
            }
        });
    }

    private static boolean hasType(JsonNode types, JsonNode value) {
        if (types.isTextual()) {
            return isOf(types.asText(), value);
        }
        for (JsonNode type : types) {
            if (isOf(type.asText(), value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode each : list) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        };
    }
}
