package io.nightjar.daemon.top;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has been seen of a daemon.
 *
 * @param before the sample before the last one; null unless there were two in a row
 * @param now the last sample; null if the daemon has never answered
 * @param silence since when and why it does not answer; null when it does
 * @param changes the latest first
 */
public record History(
        @Nullable Sample before,
        @Nullable Sample now,
        @Nullable Silence silence,
        List<Change> changes) {

    /** Nothing has been asked yet. */
    public static final History NONE = new History(null, null, null, List.of());

    public History {
        changes = List.copyOf(changes);
    }

    /** The daemon does not answer. */
    record Silence(long sinceNanos, String reason) {}

    /** It has answered. */
    public History answered(Sample sample) {
        List<Change> news = now == null ? Changes.in(sample) : Changes.between(now, sample);
        if (silence != null && now != null) {
            news = Changes.added(news, List.of(new Change(sample.nanos(), "nightjar", "answers again")));
        }
        return new History(silence == null ? now : null, sample, null, Changes.added(changes, news));
    }

    /** It has not. */
    public History silent(long nanos, String reason) {
        if (silence != null) {
            return new History(before, now, new Silence(silence.sinceNanos(), reason), changes);
        }
        List<Change> news =
                now == null ? List.of() : List.of(new Change(nanos, "nightjar", "does not answer: " + reason));
        return new History(before, now, new Silence(nanos, reason), Changes.added(changes, news));
    }

    /** Whether the daemon did not answer when it was last asked. */
    public boolean isSilent() {
        return silence != null;
    }

    /** Why it did not; empty when it did. */
    public String whySilent() {
        return silence == null ? "" : silence.reason();
    }
}
