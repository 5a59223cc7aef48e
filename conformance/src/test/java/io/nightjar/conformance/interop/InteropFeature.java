package io.nightjar.conformance.interop;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A row of the matrix.
 *
 * @param title of the row
 * @param scenario the sessions that it needs
 * @param checked what a green cell has proved, in one line
 * @param check fails if it does not work
 * @param lacks which peers have no such thing, and how we know
 */
record InteropFeature(
        String title,
        InteropScenario scenario,
        String checked,
        Consumer<InteropCell> check,
        Map<PeerKind, String> lacks) {

    InteropFeature {
        lacks = Map.copyOf(lacks);
    }

    static InteropFeature of(String title, InteropScenario scenario, String checked, Consumer<InteropCell> check) {
        return new InteropFeature(title, scenario, checked, check, Map.of());
    }

    /** The same, but that peer has no such thing. */
    InteropFeature notIn(PeerKind kind, String evidence) {
        Map<PeerKind, String> more = new EnumMap<>(PeerKind.class);
        more.putAll(lacks);
        more.put(kind, evidence);
        return new InteropFeature(title, scenario, checked, check, more);
    }

    /** Why there is nothing to check with this peer; empty if there is. */
    Optional<String> lackedBy(PeerKind kind) {
        return Optional.ofNullable(lacks.get(kind));
    }

    /** All features of a scenario, in their order. */
    static List<InteropFeature> of(InteropScenario scenario) {
        return InteropFeatures.ALL.stream()
                .filter(feature -> feature.scenario == scenario)
                .toList();
    }

    @Override
    public String toString() {
        return title;
    }
}
