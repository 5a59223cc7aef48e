package io.nightjar.conformance.traffic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The section of docs/kernel.md that a whole run writes. */
final class TrafficTable {

    private static final String BEGIN = "<!-- written by TrafficIT: begin -->\n";
    private static final String END = "<!-- written by TrafficIT: end -->\n";

    private final Map<SpeakerKind, Map<TrafficEvent, TrafficResult>> results = new EnumMap<>(SpeakerKind.class);
    private final Map<SpeakerKind, String> versions = new EnumMap<>(SpeakerKind.class);

    void put(SpeakerKind kind, TrafficEvent event, TrafficResult result) {
        results.computeIfAbsent(kind, key -> new HashMap<>()).put(event, result);
    }

    void version(SpeakerKind kind, String version) {
        versions.put(kind, version);
    }

    /** The slowest stream of all events, in packets a second. */
    private long rate() {
        return results.values().stream()
                .flatMap(events -> events.values().stream())
                .mapToLong(TrafficResult::rate)
                .min()
                .orElse(0);
    }

    /** Whether every event has happened to both. */
    boolean isComplete() {
        return results.size() == SpeakerKind.values().length
                && results.values().stream().allMatch(events -> events.size() == TrafficEvents.ALL.size());
    }

    /** The table, and below it where it comes from. */
    String markdown(String origin) {
        StringBuilder text = new StringBuilder("| Event | Nightjar: lost | longest gap | deleted ")
                .append("| BIRD 1.6: lost | longest gap | deleted |\n|---|---|---|---|---|---|---|\n");
        for (TrafficEvent event : TrafficEvents.ALL) {
            if (results.values().stream().anyMatch(events -> events.containsKey(event))) {
                text.append("| ").append(event.title());
                for (SpeakerKind kind : SpeakerKind.values()) {
                    TrafficResult result = results.getOrDefault(kind, Map.of()).get(event);
                    text.append(" | ").append(result == null ? "not run | |" : result.cells());
                }
                text.append(" |\n");
            }
        }
        return text.append('\n')
                .append(String.join(", ", versions.values()))
                .append("; ")
                .append(origin)
                .append("; at least ")
                .append(rate())
                .append(" packets a second in every stream of every event.\n")
                .toString();
    }

    /** Puts a new table in the place of the page's. */
    static void replace(Path page, String table) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (begin < BEGIN.length() || end < begin) {
            throw new IllegalStateException(page + " has no place for the table");
        }
        Files.writeString(page, text.substring(0, begin) + table + text.substring(end));
    }
}
