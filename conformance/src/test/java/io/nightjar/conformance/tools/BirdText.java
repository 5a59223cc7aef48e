package io.nightjar.conformance.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Routes in the words of BIRD's {@code show route all}: prefix, the peer that sent it, and the attributes of BGP. */
final class BirdText {

    private static final Pattern ROUTE = Pattern.compile("^(\\S*)\\s+\\S.*\\[(\\S+) .*");
    private static final Pattern ATTRIBUTE = Pattern.compile("^\\s+BGP\\.(\\w+): ?(.*)");

    private BirdText() {}

    /** What BIRD says; {@code peers} has the address behind each protocol that is one. */
    static List<Map<String, String>> routes(String text, Map<String, String> peers) {
        List<Map<String, String>> routes = new ArrayList<>();
        String prefix = "";
        for (String line : text.lines().toList()) {
            Matcher attribute = ATTRIBUTE.matcher(line);
            Matcher route = ROUTE.matcher(line);
            if (attribute.matches()) {
                routes.get(routes.size() - 1).put(attribute.group(1), attribute.group(2));
            } else if (route.matches()) {
                prefix = route.group(1).isEmpty() ? prefix : route.group(1);
                String from = peers.getOrDefault(route.group(2), "");
                routes.add(new TreeMap<>(Map.of("prefix", prefix, "from", from)));
            }
        }
        return routes;
    }

    /** An entry of a table in the same words; BIRD's own routes are of a peer without an address. */
    static Map<String, String> route(JsonNode entry) {
        String peer = entry.at("/peer/address").asText();
        Map<String, String> route =
                new TreeMap<>(Map.of("prefix", entry.path("prefix").asText(), "from", peer.equals("::") ? "" : peer));
        entry.path("attributes")
                .properties()
                .forEach(attribute -> put(attribute.getKey(), attribute.getValue(), route));
        return route;
    }

    private static void put(String name, JsonNode value, Map<String, String> route) {
        switch (name) {
            case "ORIGIN" -> route.put("origin", capitalized(value.asText()));
            case "AS_PATH" -> route.put("as_path", path(value));
            case "NEXT_HOP" -> route.put("next_hop", value.asText());
            case "MP_REACH_NLRI" ->
                route.put(
                        "next_hop",
                        (value.path("nextHop").asText() + " "
                                        + value.path("linkLocalNextHop").asText())
                                .strip());
            case "MULTI_EXIT_DISC" -> route.put("med", value.asText());
            case "LOCAL_PREF" -> route.put("local_pref", value.asText());
            case "COMMUNITIES" -> route.put("community", sets(value, ","));
            case "EXTENDED_COMMUNITIES" -> route.put("ext_community", sets(value, ", "));
            case "LARGE_COMMUNITIES" -> route.put("large_community", sets(value, ", "));
            default -> route.put(name, value.toString());
        }
    }

    private static String capitalized(String origin) {
        return origin.equals("INCOMPLETE") ? "Incomplete" : origin;
    }

    private static String path(JsonNode segments) {
        List<String> words = new ArrayList<>();
        for (JsonNode segment : segments) {
            String numbers = String.join(" ", JsonValues.texts(segment.path("numbers")));
            words.add(segment.path("type").asText().equals("AS_SET") ? "{" + numbers + "}" : numbers);
        }
        return String.join(" ", words);
    }

    private static String sets(JsonNode communities, String between) {
        return JsonValues.texts(communities).stream()
                .map(text -> "(" + text.replace(":", between) + ")")
                .collect(Collectors.joining(" "));
    }
}
