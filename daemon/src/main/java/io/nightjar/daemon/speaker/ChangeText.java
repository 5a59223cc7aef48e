package io.nightjar.daemon.speaker;

import io.nightjar.rib.config.SpeakerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a configuration, or a change of it, is about, in one line. */
final class ChangeText {

    private static final int NAMED = 5;

    private final List<String> parts = new ArrayList<>();

    private ChangeText() {}

    static String of(SpeakerConfig config) {
        return "AS " + config.local().asNumber() + ", identifier "
                + config.local().identifier() + ", " + config.peers().size() + " peers, "
                + config.ranges().size() + " ranges, " + config.originated().size() + " routes of our own";
    }

    static String of(SpeakerConfigDiff diff) {
        ChangeText text = new ChangeText();
        text.add("peers", diff.peers(), peer -> peer.session().id().name());
        text.add("ranges", diff.ranges(), range -> range.network().toString());
        diff.aspects().stream()
                .sorted()
                .map(PolicyReports::lower)
                .forEach(aspect -> text.parts.add(aspect + " changed"));
        return String.join("; ", text.parts);
    }

    private <T> void add(String what, Changes<T> changes, Function<T, String> name) {
        add(what + " added", changes.added(), name);
        add(what + " removed", changes.removed(), name);
        add(what + " restarted", changes.restarted(), name);
        add(what + " with other policies", changes.kept(), name);
    }

    private <T> void add(String what, List<T> elements, Function<T, String> name) {
        if (!elements.isEmpty()) {
            String names = elements.stream().limit(NAMED).map(name).collect(Collectors.joining(", "));
            parts.add(what + ": " + names
                    + (elements.size() > NAMED ? " and " + (elements.size() - NAMED) + " more" : ""));
        }
    }
}
