package io.nightjar.calico.plan;

import java.util.Comparator;

/**
 * Something that an operator would want to know about a plan.
 *
 * @param subject the datastore key or the environment variable that it is about
 * @param text a sentence without its full stop
 */
public record PlanNote(String subject, String text) implements Comparable<PlanNote> {

    private static final Comparator<PlanNote> ORDER =
            Comparator.comparing(PlanNote::subject).thenComparing(PlanNote::text);

    @Override
    public int compareTo(PlanNote other) {
        return ORDER.compare(this, other);
    }
}
