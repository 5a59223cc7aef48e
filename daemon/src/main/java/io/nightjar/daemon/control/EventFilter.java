package io.nightjar.daemon.control;

import io.nightjar.daemon.events.Event;
import io.nightjar.daemon.events.EventKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted.
 *
 * @param after those that happened after the one with this number
 * @param kind of this kind; null for all
 * @param limit so many at most, the newest
 */
public record EventFilter(long after, @Nullable EventKind kind, int limit) {

    static final int DEFAULT_LIMIT = 200;

    /** The newest ones of any kind. */
    public static final EventFilter ALL = new EventFilter(0, null, DEFAULT_LIMIT);

    /** What passes of these, which are sorted from the newest to the oldest. */
    public EventsReport apply(List<Event> events) {
        return new EventsReport(
                events.isEmpty() ? 0 : events.get(0).id(),
                events.stream()
                        .filter(event -> event.id() > after && (kind == null || event.kind() == kind))
                        .limit(limit)
                        .toList());
    }
}
