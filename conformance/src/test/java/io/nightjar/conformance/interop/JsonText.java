package io.nightjar.conformance.interop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** What peers print as JSON. */
final class JsonText {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonText() {}

    /** The text as a tree; an empty one if the text is not JSON, as from a peer that is not there yet. */
    static JsonNode parse(String text) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            return tree.isMissingNode() ? MAPPER.createObjectNode() : tree;
        } catch (JsonProcessingException e) {
            return MAPPER.createObjectNode();
        }
    }

    /** Whether there is one in the list whose part has that many items. */
    static boolean anyHasSize(JsonNode list, String part, int size) {
        for (JsonNode item : list) {
            if (item.at(part).size() == size) {
                return true;
            }
        }
        return false;
    }

    /** The texts of a list. */
    static List<String> words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(item -> words.add(item.asText()));
        return words;
    }
}
