package io.nightjar.conformance.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The main attributes of a route, from what GoBGP prints and from what {@code nightjar decode} prints. */
final class GoBgpText {

    private static final List<String> ORIGINS = List.of("IGP", "EGP", "INCOMPLETE");

    private GoBgpText() {}

    /** A path of {@code gobgp -j}. */
    static Map<String, String> path(JsonNode path) {
        Map<String, String> facts = new TreeMap<>();
        for (JsonNode attribute : path.path("attrs")) {
            switch (attribute.path("type").asInt()) {
                case 1 ->
                    facts.put("origin", ORIGINS.get(attribute.path("value").asInt()));
                case 2 -> facts.put("path", numbers(attribute.path("as_paths"), "asns"));
                case 3, 14 -> facts.put("next hop", attribute.path("nexthop").asText());
                case 4 -> facts.put("med", attribute.path("metric").asText());
                case 8 -> facts.put("communities", communities(attribute.path("communities")));
                case 32 -> facts.put("large communities", largeCommunities(attribute.path("value")));
                default -> {}
            }
        }
        return facts;
    }

    /** The attributes that {@code nightjar decode} prints. */
    static Map<String, String> decoded(JsonNode attributes) {
        Map<String, String> facts = new TreeMap<>();
        attributes.properties().forEach(attribute -> {
            JsonNode value = attribute.getValue();
            switch (attribute.getKey()) {
                case "ORIGIN" -> facts.put("origin", value.asText());
                case "AS_PATH" -> facts.put("path", numbers(value, "numbers"));
                case "NEXT_HOP" -> facts.put("next hop", value.asText());
                case "MP_REACH_NLRI" ->
                    facts.put("next hop", value.path("nextHop").asText());
                case "MULTI_EXIT_DISC" -> facts.put("med", value.asText());
                case "COMMUNITIES" -> facts.put("communities", String.join(" ", JsonValues.texts(value)));
                case "LARGE_COMMUNITIES" -> facts.put("large communities", String.join(" ", JsonValues.texts(value)));
                default -> {}
            }
        });
        return facts;
    }

    private static String numbers(JsonNode segments, String name) {
        List<String> numbers = new ArrayList<>();
        segments.forEach(segment -> numbers.addAll(JsonValues.texts(segment.path(name))));
        return String.join(" ", numbers);
    }

    private static String communities(JsonNode numbers) {
        List<String> texts = new ArrayList<>();
        numbers.forEach(number -> texts.add((number.asLong() >> 16) + ":" + (number.asLong() & 0xffff)));
        return String.join(" ", texts);
    }

    private static String largeCommunities(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(String.join(
                ":",
                value.path("ASN").asText(),
                value.path("LocalData1").asText(),
                value.path("LocalData2").asText())));
        return String.join(" ", texts);
    }
}
