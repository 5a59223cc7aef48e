package io.nightjar.daemon.cli;

import io.nightjar.daemon.explain.Explanation;
import io.nightjar.daemon.explain.Stage;
import io.nightjar.daemon.explain.Step;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Explanations as text for people. */
final class ExplainText {

    /** So many peers are named of those that hear of it, or do not, for the same reason. */
    private static final int NAMED = 8;

    private final PrintWriter out;

    ExplainText(PrintWriter out) {
        this.out = out;
    }

    void print(Explanation explanation) {
        out.println(explanation.subject() + ": " + explanation.conclusion());
        out.println();
        Table table = new Table("STAGE", "CODE", "WHAT");
        Stage before = null;
        for (Step step : explanation.steps()) {
            table.row(
                    step.stage().equals(before) ? "" : lower(step.stage()),
                    step.code().name(),
                    what(step) + reference(step));
            before = step.stage();
        }
        table.print(out);
    }

    private static String lower(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String what(Step step) {
        return step.stage() == Stage.EXPORT ? names(step.subjects()) + ": " + step.text() : step.text();
    }

    private static String names(List<String> subjects) {
        String named = String.join(", ", subjects.subList(0, Math.min(NAMED, subjects.size())));
        return subjects.size() <= NAMED ? named : named + " and " + (subjects.size() - NAMED) + " more";
    }

    private static String reference(Step step) {
        return step.reference() == null ? "" : "  [" + step.reference() + "]";
    }
}
