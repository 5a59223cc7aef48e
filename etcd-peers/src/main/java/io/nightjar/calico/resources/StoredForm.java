package io.nightjar.calico.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nightjar.bgp.net.AsNumber;
import java.util.Set;

/**
 * The JSON that {@code calicoctl} writes for a resource: metadata in Go's order with a UID and the time of creation, labels
 * as strings, AS numbers as numbers, the defaults of pools, and nothing that is null.
 */
final class StoredForm {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private static final Set<String> NUMBERS = Set.of("asNumber", "localASNumber");

    private static final Set<String> LISTS_OF_NUMBERS = Set.of("asPathPrefix", "prefix");

    private static final String UID = "uid";

    private static final String CREATED = "creationTimestamp";

    private StoredForm() {}

    /**
     * The text to write.
     *
     * @param json the resource as it was given; an object
     * @param birth of the object that is replaced, or of the one that is made
     */
    static String of(ResourceKind kind, String json, Birth birth) {
        JsonNode given = read(json);
        ObjectNode stored = MAPPER.createObjectNode();
        stored.put("kind", kind.spelling());
        stored.put("apiVersion", "projectcalico.org/v3");
        stored.set("metadata", metadata(given.path("metadata"), birth));
        JsonNode spec = cleaned(given.path("spec"));
        stored.set("spec", spec.isObject() ? spec : MAPPER.createObjectNode());
        if (kind == ResourceKind.IP_POOL && spec instanceof ObjectNode pool) {
            defaults(pool);
        }
        if (given.path("status").isObject()) {
            stored.set("status", cleaned(given.path("status")));
        }
        return stored.toString();
    }

    /** The birth that an object's own text tells, with what it does not tell from elsewhere. */
    static Birth birth(String json, Birth otherwise) {
        JsonNode metadata = read(json).path("metadata");
        String uid = metadata.path(UID).asText();
        String time = metadata.path(CREATED).asText();
        return new Birth(uid.isEmpty() ? otherwise.uid() : uid, time.isEmpty() ? otherwise.time() : time);
    }

    /** The version that the writer has seen; empty if nothing is said. */
    static String resourceVersion(String json) {
        return read(json).path("metadata").path("resourceVersion").asText();
    }

    /** Whether two texts say the same. */
    static boolean same(String one, String other) {
        return one.equals(other) || (read(one).isContainerNode() && read(one).equals(read(other)));
    }

    /** What a field of the specification says; empty if it says nothing. */
    static String spec(String json, String field) {
        return read(json).path("spec").path(field).asText();
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        }
    }

    private static ObjectNode metadata(JsonNode given, Birth birth) {
        ObjectNode metadata = MAPPER.createObjectNode();
        metadata.put("name", given.path("name").asText());
        metadata.put(UID, birth.uid());
        metadata.put(CREATED, birth.time());
        given.properties().forEach(field -> {
            JsonNode value = field.getValue();
            boolean ours = metadata.has(field.getKey()) || field.getKey().equals("resourceVersion");
            if (!ours && !value.isNull()) {
                boolean words =
                        field.getKey().equals("labels") || field.getKey().equals("annotations");
                metadata.set(field.getKey(), words ? words(value) : cleaned(value));
            }
        });
        return metadata;
    }

    /** Flags and numbers become the strings that they look like. */
    private static JsonNode words(JsonNode given) {
        ObjectNode words = MAPPER.createObjectNode();
        given.properties()
                .forEach(field -> words.put(field.getKey(), field.getValue().asText()));
        return words;
    }

    private static JsonNode cleaned(JsonNode given) {
        if (given.isArray()) {
            ArrayNode array = MAPPER.createArrayNode();
            given.forEach(element -> array.add(cleaned(element)));
            return array;
        }
        if (!given.isObject()) {
            return given;
        }
        ObjectNode object = MAPPER.createObjectNode();
        given.properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                object.set(field.getKey(), value(field.getKey(), field.getValue()));
            }
        });
        return object;
    }

    private static JsonNode value(String name, JsonNode given) {
        if (NUMBERS.contains(name)) {
            return number(given);
        }
        if (LISTS_OF_NUMBERS.contains(name) && given.isArray()) {
            ArrayNode numbers = MAPPER.createArrayNode();
            given.forEach(element -> numbers.add(number(element)));
            return numbers;
        }
        return cleaned(given);
    }

    /** {@code "64512"} and {@code "1.10"} are numbers. */
    private static JsonNode number(JsonNode given) {
        if (!given.isTextual()) {
            return given;
        }
        try {
            return LongNode.valueOf(AsNumber.parse(given.asText().strip()).value());
        } catch (IllegalArgumentException e) {
            return given;
        }
    }

    private static void defaults(ObjectNode pool) {
        boolean four = pool.path("cidr").asText().indexOf(':') < 0;
        put(pool, "ipipMode", MAPPER.getNodeFactory().textNode("Never"));
        put(pool, "vxlanMode", MAPPER.getNodeFactory().textNode("Never"));
        put(pool, "blockSize", MAPPER.getNodeFactory().numberNode(four ? 26 : 122));
        put(pool, "nodeSelector", MAPPER.getNodeFactory().textNode("all()"));
        put(pool, "allowedUses", MAPPER.createArrayNode().add("Workload").add("Tunnel"));
        put(pool, "assignmentMode", MAPPER.getNodeFactory().textNode("Automatic"));
    }

    private static void put(ObjectNode pool, String field, JsonNode otherwise) {
        if (!Checked.says(pool.path(field))) {
            pool.set(field, otherwise);
        }
    }
}
