package io.nightjar.fsm.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.fsm.SessionTimer;
import io.nightjar.fsm.TcpFailure;
import io.nightjar.fsm.TestEvents;
import io.nightjar.fsm.TestPeers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * A driver with several connections under random events. A failing seed can be replayed with {@code new Chaos(seed)} in a
 * plain test.
 */
class SessionDriverProperties {

    @Property(tries = 1500)
    void atMostOneSessionIsUpAndEachGoesDownOnce(@ForAll long seed) {
        Chaos chaos = new Chaos(seed);
        for (int i = 0; i < 80; i++) {
            chaos.step();
            chaos.checkUpsAndDowns();
            chaos.checkConnections();
        }
        chaos.fixture.driver.stop(TestEvents.notification(6, 2));
        assertThat(chaos.open()).isEmpty();
        assertThat(chaos.ups()).isEqualTo(chaos.downs());
        assertThat(chaos.fixture.timers).allMatch(timers -> timers.running().isEmpty());
    }

    @Property(tries = 1500)
    void aStartedPeerIsNeverForgotten(@ForAll long seed) {
        Chaos chaos = new Chaos(seed);
        for (int i = 0; i < 80; i++) {
            chaos.step();
            boolean waits = chaos.fixture.timers.stream()
                    .anyMatch(timers -> !timers.running().isEmpty());
            boolean connected = !chaos.open().isEmpty();
            assertThat(waits || connected).isTrue();
            assertThat(chaos.fixture.driver.queue().length()).isZero();
        }
    }

    /** One seed, one history. */
    private static final class Chaos {

        private final SplittableRandom random;
        private final DriverFixture fixture;
        private final List<FakeConnection> connections = new ArrayList<>();
        private int answeredDials;

        Chaos(long seed) {
            random = new SplittableRandom(seed);
            PeerConfig config = random.nextBoolean()
                    ? TestPeers.internal()
                    : TestPeers.withIdentifier(BgpIdentifier.parse("200.0.0.1"));
            fixture = new DriverFixture(config);
            fixture.driver.start();
        }

        void step() {
            switch (random.nextInt(8)) {
                case 0 -> dialEnds(true);
                case 1 -> dialEnds(random.nextInt(4) > 0);
                case 2 -> connections.add(fixture.accepted());
                case 3 -> timerExpires();
                default -> connectionEvent();
            }
        }

        private void dialEnds(boolean well) {
            if (answeredDials == fixture.connector.count()) {
                return;
            }
            answeredDials = fixture.connector.count();
            if (fixture.connector.last().isCancelled()) {
                return;
            }
            if (well) {
                connections.add(fixture.dialled());
            } else {
                fixture.connector.last().fail(TcpFailure.refused("connection refused"));
            }
        }

        private void timerExpires() {
            List<RecordingTimers> running = fixture.timers.stream()
                    .filter(timers -> !timers.running().isEmpty())
                    .toList();
            if (!running.isEmpty()) {
                RecordingTimers timers = running.get(random.nextInt(running.size()));
                List<SessionTimer> kinds = timers.running().stream().sorted().toList();
                timers.expire(kinds.get(random.nextInt(kinds.size())));
            }
        }

        private void connectionEvent() {
            List<FakeConnection> open = open();
            if (open.isEmpty()) {
                return;
            }
            FakeConnection connection = open.get(random.nextInt(open.size()));
            switch (random.nextInt(12)) {
                case 0 -> connection.lose("reset");
                case 1 -> connection.receive(TestEvents.notification(6, 7));
                case 2 -> connection.violate(TestEvents.notification(3, 1));
                case 3 -> connection.receive(TestEvents.UPDATE);
                case 4, 5, 6, 7 -> connection.receive(KeepaliveMessage.INSTANCE);
                default -> connection.receive(TestPeers.peerOpen());
            }
        }

        List<FakeConnection> open() {
            return connections.stream().filter(c -> !c.isClosed()).toList();
        }

        int ups() {
            return (int) fixture.log.lines().stream().filter("up"::equals).count();
        }

        int downs() {
            return (int) fixture.log.lines().stream()
                    .filter(line -> line.startsWith("down"))
                    .count();
        }

        void checkUpsAndDowns() {
            int up = 0;
            for (String line : fixture.log.lines()) {
                if (line.equals("up")) {
                    up++;
                } else if (line.startsWith("down")) {
                    up--;
                }
                assertThat(up).isBetween(0, 1);
            }
        }

        void checkConnections() {
            assertThat(open()).hasSizeLessThanOrEqualTo(SessionDriver.MAX_ATTEMPTS);
            for (FakeConnection connection : connections) {
                long farewells = connection.sent().stream()
                        .filter(NotificationMessage.class::isInstance)
                        .count();
                assertThat(farewells).isLessThanOrEqualTo(connection.isClosed() ? 1 : 0);
            }
        }
    }
}
