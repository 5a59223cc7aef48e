package io.nightjar.conformance.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** What programs print as JSON. */
final class JsonValues {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonValues() {}

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    /** One tree for each line. */
    static List<JsonNode> lines(String text) {
        return text.lines().map(JsonValues::parse).toList();
    }

    /** The items of a list; a single value stands for a list of one, and nothing for an empty one. */
    static List<JsonNode> each(JsonNode node) {
        List<JsonNode> items = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(items::add);
        } else if (!node.isMissingNode()) {
            items.add(node);
        }
        return items;
    }

    /** The texts of such items. */
    static List<String> texts(JsonNode node) {
        return each(node).stream().map(JsonNode::asText).toList();
    }
}
