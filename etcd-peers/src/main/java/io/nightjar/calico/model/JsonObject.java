package io.nightjar.calico.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

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
}
