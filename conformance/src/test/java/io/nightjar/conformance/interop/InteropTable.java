package io.nightjar.conformance.interop;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The matrix as a page: what became of each cell. */
final class InteropTable {

    private static final String HEADER = """
            # Interoperability

            Written by `InteropMatrixIT`: each cell is a test between Nightjar and the real program, each in a network namespace of its
            own; what is checked stands below the table. Versions are what the running programs say.

            ✅ checked in this run · ☑ checked in this run at a later try, with all peers started anew · ❌ failed in this run · — not in that version, see below

            """;

    private final Map<PeerKind, String> versions = new EnumMap<>(PeerKind.class);
    private final Map<InteropFeature, Map<PeerKind, String>> cells = new HashMap<>();

    void version(PeerKind kind, String version) {
        versions.put(kind, version);
    }

    void passed(InteropFeature feature, PeerKind kind) {
        put(feature, kind, "✅");
    }

    void passedAnew(InteropFeature feature, PeerKind kind) {
        put(feature, kind, "☑");
    }

    void failed(InteropFeature feature, PeerKind kind) {
        put(feature, kind, "❌");
    }

    void lacking(InteropFeature feature, PeerKind kind) {
        put(feature, kind, "—");
    }

    /** Whether every cell has been looked at. */
    boolean isComplete() {
        return versions.size() == PeerKind.values().length
                && cells.size() == InteropFeatures.ALL.size()
                && cells.values().stream().allMatch(row -> row.size() == PeerKind.values().length);
    }

    /** The whole page. */
    String markdown() {
        List<PeerKind> kinds = List.of(PeerKind.values());
        StringBuilder page = new StringBuilder(HEADER);
        page.append(line("Feature", kinds.stream().map(this::versionOf).toList()));
        page.append("|---|").append("---|".repeat(kinds.size())).append('\n');
        for (InteropFeature feature : InteropFeatures.ALL) {
            Map<PeerKind, String> row = cells.getOrDefault(feature, Map.of());
            page.append(line(
                    feature.title(),
                    kinds.stream()
                            .map(kind -> row.getOrDefault(kind, "not run"))
                            .toList()));
        }
        page.append("\n## What is checked\n\n");
        for (InteropFeature feature : InteropFeatures.ALL) {
            page.append("- **")
                    .append(feature.title())
                    .append("**: ")
                    .append(feature.checked())
                    .append(".\n");
        }
        return page.append("\n## What is not there\n\n").append(lacks()).toString();
    }

    private String lacks() {
        return InteropFeatures.ALL.stream()
                .flatMap(feature -> Arrays.stream(PeerKind.values())
                        .flatMap(kind -> feature.lackedBy(kind).stream()
                                .map(evidence -> "- **" + feature.title() + "** is not in " + versionOf(kind) + ": "
                                        + evidence + ".\n")))
                .collect(Collectors.joining());
    }

    private String versionOf(PeerKind kind) {
        return versions.getOrDefault(kind, kind.toString());
    }

    private void put(InteropFeature feature, PeerKind kind, String mark) {
        cells.computeIfAbsent(feature, row -> new EnumMap<>(PeerKind.class)).put(kind, mark);
    }

    private static String line(String title, List<String> rest) {
        return "| " + title + " | " + String.join(" | ", rest) + " |\n";
    }
}
