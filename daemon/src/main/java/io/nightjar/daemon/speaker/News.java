package io.nightjar.daemon.speaker;

import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.events.EventLog;
import io.nightjar.daemon.events.EventWatch;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes events of what the configuration's source and the kernel have to say. What comes within {@link #GATHERING} is looked at
 * once: a fight over a route would fill the log of events.
 */
final class News {

    /** Between the first of some news and the look at them. */
    private static final Duration GATHERING = Duration.ofSeconds(1);

    private final EventWatch watch;

    private final ConfigSource source;

    private final Forwarding forwarding;

    private final SpeakerCore.Control control;

    private final AtomicBoolean due = new AtomicBoolean();

    News(EventLog events, ConfigSource source, Forwarding forwarding, SpeakerCore.Control control) {
        this.watch = new EventWatch(events);
        this.source = source;
        this.forwarding = forwarding;
        this.control = control;
    }

    /** There may be some. Any thread. */
    void come() {
        if (due.compareAndSet(false, true)) {
            control.after(GATHERING, this::look);
        }
    }

    private void look() {
        due.set(false);
        StatusReport.Source origin = source.report();
        watch.source(source.connected(), origin.kind() + " " + origin.location() + ": " + origin.state());
        watch.aside(source.notes().stream()
                .map(note -> new EventWatch.Aside(note.key(), note.reason()))
                .toList());
        watch.kernel(forwarding.status());
    }
}
