package io.nightjar.daemon.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@code nightjar status --json} prints. */
final class StatusDocument {

    private StatusDocument() {}

    static List<Session> sessions(String json) {
        List<Session> sessions = new ArrayList<>();
        for (JsonNode peer : parse(json).path("peers")) {
            sessions.add(new Session(
                    peer.path("address").asText(), peer.path("state").asText()));
        }
        return sessions;
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new LabException("nightjar status --json printed something that is not JSON: " + e.getMessage(), e);
        }
    }
}
