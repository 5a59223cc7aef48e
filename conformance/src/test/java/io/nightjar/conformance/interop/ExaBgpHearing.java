package io.nightjar.conformance.interop;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What ExaBGP has heard from one neighbor since the session began, from its own record of one JSON object per line. */
final class ExaBgpHearing {

    private final StringBuilder text = new StringBuilder();
    private final Map<Route, PeerPath> routes = new LinkedHashMap<>();
    private boolean established;
    private long updates;
    private final Set<String> heavy = new HashSet<>();

    private ExaBgpHearing() {}

    static ExaBgpHearing of(String record, String neighbor) {
        ExaBgpHearing hearing = new ExaBgpHearing();
        record.lines()
                .map(JsonText::parse)
                .filter(line -> line.at("/neighbor/address/peer").asText().equals(neighbor))
                .forEach(hearing::hear);
        return hearing;
    }

    boolean isEstablished() {
        return established;
    }

    long updates() {
        return updates;
    }

    boolean isHeavy(String prefix) {
        return heavy.contains(prefix);
    }

    /** The record itself. */
    String text() {
        return text.toString();
    }

    List<PeerPath> paths(String prefix) {
        return routes.entrySet().stream()
                .filter(entry -> entry.getKey().prefix().equals(prefix))
                .map(Map.Entry::getValue)
                .toList();
    }

    private void hear(JsonNode line) {
        text.append(line).append('\n');
        switch (line.path("type").asText()) {
            case "state" -> changeState(line.at("/neighbor/state").asText());
            case "update" -> update(line.at("/neighbor/message/update"));
            default -> {
                // OPEN, NOTIFICATION and ROUTE-REFRESH are for whoever reads the text.
            }
        }
    }

    private void changeState(String state) {
        established = state.equals("up");
        if (!established) {
            routes.clear();
        }
    }

    private void update(JsonNode update) {
        updates++;
        update.path("withdraw").forEach(family -> family.forEach(entry -> routes.remove(Route.of(entry))));
        JsonNode attributes = update.path("attribute");
        update.path("announce")
                .forEach(family -> family.properties()
                        .forEach(byNextHop -> announce(byNextHop.getKey(), byNextHop.getValue(), attributes)));
    }

    private void announce(String nextHop, JsonNode entries, JsonNode attributes) {
        for (JsonNode entry : entries) {
            Route route = Route.of(entry);
            routes.put(route, path(nextHop, attributes));
            if (attributes.path("large-community").size() == SpeakerSetup.HEAVY) {
                heavy.add(route.prefix());
            }
        }
    }

    private static PeerPath path(String nextHop, JsonNode attributes) {
        return new PeerPath(
                nextHop,
                JsonText.words(attributes.path("as-path")).stream().collect(Collectors.joining(" ")),
                attributes.path("originator-id").asText(),
                JsonText.words(attributes.path("cluster-list")));
    }

    /** A prefix, and the path identifier if there is one. */
    private record Route(String prefix, String pathIdentifier) {

        static Route of(JsonNode entry) {
            return new Route(
                    entry.path("nlri").asText(), entry.path("path-information").asText());
        }
    }
}
