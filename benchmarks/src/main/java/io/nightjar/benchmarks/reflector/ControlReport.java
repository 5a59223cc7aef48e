package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.reflector.ControlQuestion.Answer;
import io.nightjar.benchmarks.reflector.ControlRun.Outcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;

/** The outcomes as a table: median and longest, in milliseconds. */
final class ControlReport {

    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Outcome> outcomes;

    ControlReport(List<Outcome> outcomes) {
        this.outcomes = List.copyOf(outcomes);
    }

    String markdown() {
        StringBuilder text = new StringBuilder("| Command | Answer |");
        StringBuilder line = new StringBuilder("|---|--:|");
        for (ControlSpeaker speaker : speakers()) {
            for (String column : List.of("quiet", "loading", "birdc, loading")) {
                text.append(' ')
                        .append(speaker.title())
                        .append(", ")
                        .append(column)
                        .append(" |");
                line.append("--:|");
            }
        }
        text.append('\n').append(line).append('\n');
        Set<String> questions = new LinkedHashSet<>();
        outcomes.forEach(outcome -> questions.add(outcome.question()));
        questions.forEach(question -> row(text, question));
        return text.toString();
    }

    private Set<ControlSpeaker> speakers() {
        Set<ControlSpeaker> speakers = new LinkedHashSet<>();
        outcomes.forEach(outcome -> speakers.add(outcome.speaker()));
        return speakers;
    }

    private void row(StringBuilder text, String question) {
        long octets = outcomes.stream()
                .filter(outcome -> outcome.question().equals(question))
                .flatMap(outcome -> outcome.samples().stream())
                .mapToLong(Answer::octets)
                .max()
                .orElse(0);
        text.append("| `").append(question).append("` | ").append(size(octets)).append(" |");
        for (ControlSpeaker speaker : speakers()) {
            cell(text, speaker, question, false, "socket");
            cell(text, speaker, question, true, "socket");
            cell(text, speaker, question, true, "birdc");
        }
        text.append('\n');
    }

    private static String size(long octets) {
        return octets < 10_000
                ? octets + " B"
                : octets < 10_000_000 ? octets / 1000 + " kB" : octets / 1_000_000 + " MB";
    }

    private void cell(StringBuilder text, ControlSpeaker speaker, String question, boolean loading, String way) {
        String cell = outcomes.stream()
                .filter(outcome -> outcome.speaker() == speaker
                        && outcome.question().equals(question)
                        && outcome.loading() == loading
                        && outcome.way().equals(way))
                .findFirst()
                .map(outcome -> millis(outcome, Answer::nanos))
                .orElse("");
        text.append(' ').append(cell).append(" |");
    }

    private static String millis(Outcome outcome, ToLongFunction<Answer> time) {
        long[] sorted = outcome.samples().stream().mapToLong(time).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "%.1f (%.0f)",
                sorted[sorted.length / 2] / NANOS_PER_MILLI,
                sorted[sorted.length - 1] / NANOS_PER_MILLI);
    }
}
