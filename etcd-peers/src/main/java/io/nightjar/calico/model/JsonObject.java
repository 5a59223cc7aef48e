package io.nightjar.calico.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON object of which some fields are wanted; unknown ones are ignored, since newer writers add some.
 *
 * <p>The library's own limits on nesting, numbers and lengths keep hostile text harmless.
 */
final class JsonObject {

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private static final JsonObject NOTHING = new JsonObject(MissingNode.getInstance());

    private final JsonNode node;

    private JsonObject(JsonNode node) {
        this.node = node;
    }

    static JsonObject parse(String text) throws MalformedObjectException {
        return parse(text, ": " + Scalars.quote(text));
    }

    /** Parses a text that may contain a secret, so that no message quotes it. */
    static JsonObject parseSecret(String text) throws MalformedObjectException {
        return parse(text, "");
    }

    private static JsonObject parse(String text, String quotation) throws MalformedObjectException {
        JsonNode node;
        try {
            node = READER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new MalformedObjectException("not JSON" + quotation);
        }
        if (!node.isObject()) {
            throw new MalformedObjectException("not a JSON object" + quotation);
        }
        return new JsonObject(node);
    }

    /** Whether a field is there and neither null nor zero nor empty. */
    boolean saysSomething(String field) {
        JsonNode value = node.path(field);
        if (value.isContainerNode()) {
            return !value.isEmpty();
        }
        return !value.isMissingNode()
                && !value.isNull()
                && !value.asText().isEmpty()
                && !value.asText().equals("0");
    }

    /** A string that has to be there. */
    String text(String field) throws MalformedObjectException {
        String text = textOrEmpty(field);
        if (text.isEmpty()) {
            throw new MalformedObjectException("'" + field + "' is missing or empty");
        }
        return text;
    }

    /** A string; empty if it is absent or null. */
    String textOrEmpty(String field) throws MalformedObjectException {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw new MalformedObjectException("'" + field + "' is not a string");
        }
        return value.textValue();
    }

    /** A number that may be written as a string, as its text. */
    String numberOrText(String field) throws MalformedObjectException {
        JsonNode value = node.path(field);
        return value.isIntegralNumber() ? value.asText() : text(field);
    }

    boolean flag(String field) throws MalformedObjectException {
        JsonNode value = node.path(field);
        if (!value.isBoolean()) {
            throw new MalformedObjectException("'" + field + "' is neither true nor false");
        }
        return value.booleanValue();
    }

    /** Whether a field is there, whatever it says. */
    boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** How many fields there are. */
    int fields() {
        return node.size();
    }

    /** Whether there is no field. */
    boolean isEmpty() {
        return node.isEmpty();
    }

    /** A flag that may be absent, which stands for {@code otherwise}. */
    boolean flag(String field, boolean otherwise) throws MalformedObjectException {
        return has(field) ? flag(field) : otherwise;
    }

    /** An object; an empty one if it is absent or null. */
    JsonObject object(String field) throws MalformedObjectException {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return NOTHING;
        }
        if (!value.isObject()) {
            throw new MalformedObjectException("'" + field + "' is not an object");
        }
        return new JsonObject(value);
    }

    /** Objects; none if the list is absent or null. */
    List<JsonObject> objects(String field) throws MalformedObjectException {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonNode element : list(field)) {
            if (!element.isObject()) {
                throw new MalformedObjectException("'" + field + "' has something that is not an object");
            }
            objects.add(new JsonObject(element));
        }
        return objects;
    }

    /** The elements of a list; what is no object has no fields. None if the list is absent or null. */
    List<JsonObject> elements(String field) throws MalformedObjectException {
        List<JsonObject> elements = new ArrayList<>();
        list(field).forEach(element -> elements.add(new JsonObject(element)));
        return elements;
    }

    /** Strings or numbers as their texts; none if the list is absent or null. */
    List<String> texts(String field) throws MalformedObjectException {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list(field)) {
            if (!element.isTextual() && !element.isIntegralNumber()) {
                throw new MalformedObjectException("'" + field + "' has something that is not a string");
            }
            texts.add(element.asText());
        }
        return texts;
    }

    private Iterable<JsonNode> list(String field) throws MalformedObjectException {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new MalformedObjectException("'" + field + "' is not a list");
        }
        return value;
    }

    /** All fields as texts, whether they are strings, numbers or flags. */
    Map<String, String> textMap() throws MalformedObjectException {
        Map<String, String> map = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getValue().isValueNode() || field.getValue().isNull()) {
                throw new MalformedObjectException("'" + field.getKey() + "' is not a string");
            }
            map.put(field.getKey(), field.getValue().asText());
        }
        return map;
    }

    /** A whole number that has to be there and in a range. */
    long number(String field, long min, long max) throws MalformedObjectException {
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new MalformedObjectException("'" + field + "' is not a whole number");
        }
        if (value.longValue() < min || value.longValue() > max) {
            throw new MalformedObjectException("'" + field + "' is not a number from " + min + " to " + max);
        }
        return value.longValue();
    }
}
