package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.reflector.ControlQuestion.Answer;
import io.nightjar.benchmarks.reflector.ControlRun.Outcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * The outcomes as a table, in milliseconds: the median, the time that 99 of a hundred did not exceed, and the longest; in one column the
 * median until the first octets.
 */
final class ControlReport {

    private static final double NANOS_PER_MILLI = 1e6;

    private static final double HALF = 0.5;

    private static final double NEARLY_ALL = 0.99;

    private final List<Outcome> outcomes;
    private final int samples;

    /**
     * Of what was measured.
     *
     * @param samples that were wanted of each; where there are fewer, it is said how many
     */
    ControlReport(List<Outcome> outcomes, int samples) {
        this.outcomes = List.copyOf(outcomes);
        this.samples = samples;
    }

    String markdown() {
        StringBuilder text = new StringBuilder("| Command | Answer |");
        StringBuilder line = new StringBuilder("|---|--:|");
        for (ControlSpeaker speaker : speakers()) {
            for (String column : List.of("quiet", "loading", "first octets, loading", "birdc, loading")) {
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
            cell(text, find(speaker, question, false, "socket").map(this::millis));
            cell(text, find(speaker, question, true, "socket").map(this::millis));
            cell(text, find(speaker, question, true, "socket").map(ControlReport::first));
            cell(text, find(speaker, question, true, "birdc").map(this::millis));
        }
        text.append('\n');
    }

    private static String size(long octets) {
        return octets < 10_000
                ? octets + " B"
                : octets < 10_000_000 ? octets / 1000 + " kB" : octets / 1_000_000 + " MB";
    }

    private Optional<Outcome> find(ControlSpeaker speaker, String question, boolean loading, String way) {
        return outcomes.stream()
                .filter(outcome -> outcome.speaker() == speaker
                        && outcome.question().equals(question)
                        && outcome.loading() == loading
                        && outcome.way().equals(way))
                .findFirst();
    }

    private static void cell(StringBuilder text, Optional<String> content) {
        text.append(' ').append(content.orElse("")).append(" |");
    }

    private String millis(Outcome outcome) {
        int taken = outcome.samples().size();
        return String.format(
                Locale.ROOT,
                "%.1f / %.0f / %.0f%s",
                part(outcome, Answer::nanos, HALF),
                part(outcome, Answer::nanos, NEARLY_ALL),
                part(outcome, Answer::nanos, 1),
                taken < samples ? " of " + taken : "");
    }

    private static String first(Outcome outcome) {
        return String.format(Locale.ROOT, "%.1f", part(outcome, Answer::firstNanos, HALF));
    }

    /** The time that so large a part of the samples does not exceed, in milliseconds. */
    private static double part(Outcome outcome, ToLongFunction<Answer> time, double part) {
        long[] sorted = outcome.samples().stream().mapToLong(time).sorted().toArray();
        return sorted[(int) Math.ceil(part * sorted.length) - 1] / NANOS_PER_MILLI;
    }
}
