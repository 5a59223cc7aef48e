package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.store.DatastoreStatus;
import io.nightjar.calico.testing.FakeDatastore;
import io.nightjar.calico.testing.Resources;
import io.nightjar.daemon.events.Event;
import io.nightjar.daemon.events.EventKind;
import io.nightjar.daemon.events.EventLog;
import io.nightjar.rib.config.SpeakerConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NewsTest {

    private final FakeDatastore store = new FakeDatastore();

    private final DatastoreSource source =
            new DatastoreSource(store, new SpeakerPlanner(PlanSettings.of("a")), "here", System::nanoTime);

    private final EventLog events = new EventLog(() -> Instant.EPOCH);

    private final Deque<Runnable> tasks = new ArrayDeque<>();

    private final News news = new News(events, source, Forwarding.NONE, new SpeakerCore.Control() {

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public SpeakerCore.Appointment after(Duration delay, Runnable task) {
            tasks.add(task);
            return () -> tasks.remove(task);
        }
    });

    @BeforeEach
    void listen() {
        source.start(new ConfigSource.Listener() {

            @Override
            public void configured(SpeakerConfig config, long changedNanos) {}

            @Override
            public void stateChanged() {
                news.come();
            }
        });
        source.connect();
    }

    private List<EventKind> kinds() {
        return events.after(0).stream().map(Event::kind).toList();
    }

    private void aSecondLater() {
        tasks.remove().run();
        assertThat(tasks).isEmpty();
    }

    @Test
    void whatComesTogetherIsLookedAtOnce() {
        source.statusChanged(DatastoreStatus.disconnected("gone"));
        source.statusChanged(DatastoreStatus.connected("there"));
        aSecondLater();
        assertThat(kinds()).containsExactly(EventKind.SOURCE_CONNECTED);
        source.statusChanged(DatastoreStatus.disconnected("gone"));
        aSecondLater();
        assertThat(kinds()).containsExactly(EventKind.SOURCE_DISCONNECTED, EventKind.SOURCE_CONNECTED);
    }

    @Test
    void whatIsSetAsideIsNewsOnce() {
        new Resources()
                .put("Node", "a", "bgp: {ipv4Address: 10.0.0.1/24}")
                .view()
                .entries()
                .forEach((key, entry) -> store.put(key, entry.value()));
        store.put(Resources.BASE + "ippools/broken", "{");
        aSecondLater();
        assertThat(events.after(0)).extracting(Event::subject).containsOnlyOnce(Resources.BASE + "ippools/broken");
        store.put(Resources.BASE + "ippools/broken", "{");
        assertThat(tasks).isEmpty();
    }
}
