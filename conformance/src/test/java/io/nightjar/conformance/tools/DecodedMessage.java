package io.nightjar.conformance.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A message as {@code nightjar decode} prints it. */
final class DecodedMessage {

    private static final List<String> TYPES =
            List.of("", "OPEN", "UPDATE", "NOTIFICATION", "KEEPALIVE", "ROUTE_REFRESH");
    private static final List<String> ORIGINS = List.of("IGP", "EGP", "INCOMPLETE");
    private static final List<String> SEGMENTS =
            List.of("", "AS_SET", "AS_SEQUENCE", "AS_CONFED_SEQUENCE", "AS_CONFED_SET");

    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("ORIGIN", "1"),
            Map.entry("AS_PATH", "2"),
            Map.entry("NEXT_HOP", "3"),
            Map.entry("MULTI_EXIT_DISC", "4"),
            Map.entry("LOCAL_PREF", "5"),
            Map.entry("ATOMIC_AGGREGATE", "6"),
            Map.entry("AGGREGATOR", "7"),
            Map.entry("COMMUNITIES", "8"),
            Map.entry("ORIGINATOR_ID", "9"),
            Map.entry("CLUSTER_LIST", "10"),
            Map.entry("MP_REACH_NLRI", "14"),
            Map.entry("MP_UNREACH_NLRI", "15"),
            Map.entry("EXTENDED_COMMUNITIES", "16"),
            Map.entry("LARGE_COMMUNITIES", "32"));

    private DecodedMessage() {}

    static SeenMessage of(JsonNode object) {
        JsonNode message = object.path("message");
        int type = TYPES.indexOf(message.path("type").asText());
        Map<String, List<String>> facts = new TreeMap<>();
        switch (type) {
            case SeenMessage.OPEN -> open(message, facts);
            case SeenMessage.UPDATE -> update(message, facts);
            case SeenMessage.NOTIFICATION -> {
                put(facts, "code", message.path("code"));
                put(facts, "subcode", message.path("subcode"));
                put(facts, "communication", message.path("communication"));
            }
            case SeenMessage.ROUTE_REFRESH -> {
                facts.put("afi", List.of(message.path("family").asText().startsWith("ipv6") ? "2" : "1"));
                facts.put("safi", List.of(message.path("family").asText().endsWith("unicast") ? "1" : "?"));
                put(facts, "subtype", message.path("subtype"));
            }
            default -> {}
        }
        facts.values().removeIf(List::isEmpty);
        String stream = end(object.path("from")) + " > " + end(object.path("to"));
        return new SeenMessage(stream, object.path("length").asInt(), type, facts);
    }

    private static String end(JsonNode end) {
        return end.path("address").asText() + " " + end.path("port").asText();
    }

    private static void open(JsonNode message, Map<String, List<String>> facts) {
        for (String name : List.of("version", "as", "holdTime", "identifier")) {
            put(facts, name, message.path(name));
        }
        facts.put("capabilities", message.path("capabilities").findValuesAsText("code"));
    }

    private static void update(JsonNode message, Map<String, List<String>> facts) {
        facts.put("withdrawn", routes(message.path("withdrawn")));
        facts.put("announced", routes(message.path("announced")));
        List<String> codes = new ArrayList<>();
        message.path("attributes").properties().forEach(attribute -> {
            codes.add(CODES.getOrDefault(attribute.getKey(), attribute.getKey()));
            attribute(attribute.getKey(), attribute.getValue(), facts);
        });
        facts.put("attributes", codes.stream().sorted().toList());
    }

    private static void attribute(String name, JsonNode value, Map<String, List<String>> facts) {
        switch (name) {
            case "ORIGIN" -> facts.put(name, List.of(Integer.toString(ORIGINS.indexOf(value.asText()))));
            case "AS_PATH" -> facts.put(name, segments(value));
            case "AGGREGATOR" -> {
                put(facts, "AGGREGATOR as", value.path("as"));
                put(facts, "AGGREGATOR address", value.path("address"));
            }
            case "MP_REACH_NLRI" -> {
                facts.put("reached", routes(value.path("announced")));
                List<String> hops = new ArrayList<>(JsonValues.texts(value.path("nextHop")));
                hops.addAll(JsonValues.texts(value.path("linkLocalNextHop")));
                facts.put("next hop", hops);
            }
            case "MP_UNREACH_NLRI" -> facts.put("unreached", routes(value.path("withdrawn")));
            case "COMMUNITIES" ->
                facts.put(name, JsonValues.texts(value).stream().sorted().toList());
            case "EXTENDED_COMMUNITIES" -> facts.put("length of 16", List.of(Integer.toString(8 * value.size())));
            case "ATOMIC_AGGREGATE" -> facts.put("length of 6", List.of("0"));
            default -> put(facts, name, value);
        }
    }

    private static List<String> segments(JsonNode path) {
        List<String> segments = new ArrayList<>();
        for (JsonNode segment : path) {
            segments.add(SEGMENTS.indexOf(segment.path("type").asText()) + ": "
                    + String.join(" ", JsonValues.texts(segment.path("numbers"))));
        }
        return segments;
    }

    private static List<String> routes(JsonNode list) {
        return JsonValues.each(list).stream()
                .map(route -> SeenMessage.route(
                        route.path("prefix").asText(), route.path("pathId").asText()))
                .toList();
    }

    private static void put(Map<String, List<String>> facts, String name, JsonNode value) {
        facts.put(name, JsonValues.texts(value));
    }
}
