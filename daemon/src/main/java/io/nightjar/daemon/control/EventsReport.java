package io.nightjar.daemon.control;

import io.nightjar.daemon.events.Event;
import java.util.List;

/**
 * What has happened lately. The JSON has the same names.
 *
 * @param latest the number of the newest event of all; 0 before the first
 * @param events those that were asked for, the newest first
 */
public record EventsReport(long latest, List<Event> events) {

    public EventsReport {
        events = List.copyOf(events);
    }
}
