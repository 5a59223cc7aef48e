package io.nightjar.fsm.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.message.MessageType;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.IdleHoldCause;
import io.nightjar.fsm.SessionSettings;
import io.nightjar.fsm.SessionTimer;
import io.nightjar.fsm.TestEvents;
import io.nightjar.fsm.TestPeers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A driver's sessions from Established on, and how it is stopped. */
class SessionLifecycleTest {

    private final DriverFixture fixture = new DriverFixture(TestPeers.internal());
    private final SessionDriver driver = fixture.driver;

    private FsmState state() {
        return driver.status().state();
    }

    @Nested
    class Keeping {

        @Test
        void theHoldTimerIsNeverShorterThanNegotiated() {
            fixture.established();
            RecordingTimers timers = fixture.running(SessionTimer.HOLD);
            assertThat(timers.after(SessionTimer.HOLD)).isEqualTo(Duration.ofMinutes(4));
            assertThat(timers.after(SessionTimer.KEEPALIVE)).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(80));
        }

        @Test
        void anExpiredHoldTimerEndsTheSession() {
            FakeConnection connection = fixture.established();
            fixture.running(SessionTimer.HOLD).expire(SessionTimer.HOLD);
            assertThat(connection.lastSent()).isEqualTo(TestEvents.notification(4, 0));
            assertThat(fixture.log.lines()).hasSize(2);
        }

        @Test
        void whileWeDoNotListenTheHoldTimerIsStartedAnew() {
            FakeConnection connection = fixture.established();
            EstablishedSession session = fixture.log.session();
            session.pauseReading();
            assertThat(connection.isPaused()).isTrue();
            RecordingTimers timers = fixture.running(SessionTimer.HOLD);
            timers.expire(SessionTimer.HOLD);
            assertThat(state()).isEqualTo(FsmState.ESTABLISHED);
            timers.expire(SessionTimer.KEEPALIVE);
            assertThat(connection.lastSent()).isEqualTo(KeepaliveMessage.INSTANCE);
            session.resumeReading();
            assertThat(connection.isPaused()).isFalse();
            timers.expire(SessionTimer.HOLD);
            assertThat(state()).isEqualTo(FsmState.IDLE);
        }

        @Test
        void resumingStartsTheHoldTimerAnewEvenIfItHasNotExpired() {
            fixture.established();
            RecordingTimers timers = fixture.running(SessionTimer.HOLD);
            EstablishedSession session = fixture.log.session();
            session.pauseReading();
            timers.stop(SessionTimer.HOLD);
            session.resumeReading();
            assertThat(timers.running()).contains(SessionTimer.HOLD);
        }

        @Test
        void aPeerThatTakesNothingIsLeft() {
            FakeConnection connection = fixture.established();
            int sent = connection.sent().size();
            RecordingTimers timers = fixture.running(SessionTimer.SEND_HOLD);
            assertThat(timers.after(SessionTimer.SEND_HOLD)).isEqualTo(Duration.ofMinutes(2));
            assertThat(connection.sendHoldTime()).isEqualTo(Duration.ofMinutes(8));
            connection.sendMark(7);
            for (int look = 0; look < 4; look++) {
                timers.expire(SessionTimer.SEND_HOLD);
                assertThat(state()).isEqualTo(FsmState.ESTABLISHED);
            }
            timers.expire(SessionTimer.SEND_HOLD);
            assertThat(connection.isAborted()).isTrue();
            assertThat(connection.sent()).hasSize(sent);
            assertThat(fixture.log.lines())
                    .containsExactly("up", "down: Send Hold Timer Expired (8/0): the peer takes nothing");
            assertThat(driver.status().idleHold()).isEqualTo(IdleHoldCause.ERROR_WAIT);
        }

        @Test
        void aPeerThatTakesALittleNowAndThenIsNot() {
            FakeConnection connection = fixture.established();
            RecordingTimers timers = fixture.running(SessionTimer.SEND_HOLD);
            for (int look = 0; look < 40; look++) {
                connection.sendMark(look / 4 == 5 ? Connection.NOTHING_WAITS : look / 4);
                timers.expire(SessionTimer.SEND_HOLD);
            }
            assertThat(state()).isEqualTo(FsmState.ESTABLISHED);
        }

        @Test
        void updatesAndRefreshesReachTheListener() {
            FakeConnection connection = fixture.established();
            connection.receive(TestEvents.UPDATE);
            connection.receive(TestEvents.REFRESH);
            connection.writable(false);
            assertThat(fixture.log.session().isWritable()).isFalse();
            connection.writable(true);
            assertThat(fixture.log.lines()).containsExactly("up", "update", "refresh", "writable");
        }

        @Test
        void messagesAreCounted() {
            FakeConnection connection = fixture.established();
            connection.receive(TestEvents.UPDATE);
            byte[] update = new byte[23];
            update[18] = 2;
            fixture.log.session().send(List.of(update, update));
            assertThat(connection.sentEncoded()).containsExactly(update, update);
            assertThat(driver.status().counters()).isEqualTo(new SessionStatus.Counters(3, 4, 1, 2, 1));
            assertThat(fixture.totals.received(MessageType.UPDATE)).isEqualTo(1);
            assertThat(fixture.totals.received(MessageType.OPEN)).isEqualTo(1);
            assertThat(fixture.totals.sent(MessageType.UPDATE)).isEqualTo(2);
            assertThat(fixture.totals.sent(MessageType.NOTIFICATION)).isZero();
        }

        @Test
        void anEndedSessionDoesNothingAnyMore() {
            FakeConnection connection = fixture.established();
            EstablishedSession session = fixture.log.session();
            connection.lose("reset");
            session.send(List.of(new byte[19]));
            session.pauseReading();
            session.resumeReading();
            assertThat(session.isWritable()).isFalse();
            assertThat(connection.sentEncoded()).isEmpty();
            assertThat(connection.isPaused()).isFalse();
        }

        @Test
        void theStatusTellsForHowLong() {
            fixture.established();
            fixture.clock.advance(Duration.ofSeconds(7));
            assertThat(driver.status().inState()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @Nested
    class Stopping {

        @Test
        void aStopIsToldAndNothingRunsAfterwards() {
            FakeConnection connection = fixture.established();
            driver.stop(TestEvents.notification(6, 3));
            assertThat(connection.lastSent()).isEqualTo(TestEvents.notification(6, 3));
            assertThat(fixture.log.lines()).hasSize(2);
            assertThat(fixture.timers).allMatch(timers -> timers.running().isEmpty());
            assertThat(driver.status().enabled()).isFalse();
            assertThat(driver.status().idleHold()).isEqualTo(IdleHoldCause.NONE);
        }

        @Test
        void aSilentStopClosesWithoutAWord() {
            FakeConnection connection = fixture.established();
            int sentBefore = connection.sent().size();
            driver.stopSilently();
            assertThat(connection.isClosed()).isTrue();
            assertThat(connection.sent()).hasSize(sentBefore);
            assertThat(fixture.log.lines()).hasSize(2);
            assertThat(fixture.timers).allMatch(timers -> timers.running().isEmpty());
        }

        @Test
        void aSilentStopBeforeTheOpenSaysNothingEither() {
            driver.start();
            FakeConnection connection = fixture.dialled();
            driver.stopSilently();
            assertThat(connection.sent()).hasSize(1);
            assertThat(connection.isClosed()).isTrue();
        }

        @Test
        void aDisabledPeerIsRefusedWithConnectionRejected() {
            FakeConnection incoming = fixture.accepted();
            assertThat(incoming.lastSent()).isEqualTo(TestEvents.notification(6, 5));
            assertThat(incoming.isClosed()).isTrue();
        }

        @Test
        void aRestartDialsAtOnce() {
            FakeConnection connection = fixture.established();
            driver.restart(TestEvents.notification(6, 4));
            assertThat(connection.lastSent()).isEqualTo(TestEvents.notification(6, 4));
            assertThat(fixture.connector.count()).isEqualTo(2);
        }

        @Test
        void anotherConfigurationRestartsTheSession() {
            FakeConnection connection = fixture.established();
            PeerConfig other = TestPeers.passive().with(new PeerTransport(null, 2, false));
            driver.reconfigure(other);
            assertThat(connection.lastSent()).isEqualTo(TestEvents.notification(6, 6));
            assertThat(state()).isEqualTo(FsmState.ACTIVE);
            assertThat(driver.status().peer()).isEqualTo(other);
        }

        @Test
        void whoDialsMattersForTheNextSessionOnly() {
            FakeConnection connection = fixture.established();
            int sent = connection.sent().size();
            driver.reconfigure(TestPeers.passive());
            assertThat(state()).isEqualTo(FsmState.ESTABLISHED);
            assertThat(connection.sent()).hasSize(sent);
            assertThat(driver.status().peer()).isEqualTo(TestPeers.passive());
            assertThat(driver.status().enabled()).isTrue();

            connection.lose("gone");
            fixture.running(SessionTimer.IDLE_HOLD).expire(SessionTimer.IDLE_HOLD);
            assertThat(fixture.connector.count()).isEqualTo(1);
            assertThat(state()).isEqualTo(FsmState.ACTIVE);
        }

        @Test
        void whoDialsMattersAtOnceWhereThereIsNoSession() {
            driver.start();
            driver.reconfigure(TestPeers.passive());
            assertThat(state()).isEqualTo(FsmState.ACTIVE);
        }

        @Test
        void aDisabledPeerStaysDisabledWhenReconfigured() {
            driver.reconfigure(TestPeers.passive());
            assertThat(driver.status().enabled()).isFalse();
            assertThat(state()).isEqualTo(FsmState.IDLE);
        }
    }

    @Nested
    class EndedByItsUser {

        private static final Duration WHILE = Duration.ofMinutes(10);

        @Test
        void itStartsAgainWhenItWasSaidTo() {
            FakeConnection connection = fixture.established();
            fixture.log.session().end(TestEvents.notification(6, 1), WHILE);
            assertThat(connection.lastSent()).isEqualTo(TestEvents.notification(6, 1));
            assertThat(fixture.log.lines()).containsExactly("up", "down: sent " + TestEvents.notification(6, 1));
            assertThat(driver.status().idleHold()).isEqualTo(IdleHoldCause.ORDERED);
            FakeConnection early = fixture.accepted();
            assertThat(early.isClosed()).isTrue();
            assertThat(early.sent()).isEmpty();
            RecordingTimers timers = fixture.running(SessionTimer.IDLE_HOLD);
            assertThat(timers.after(SessionTimer.IDLE_HOLD))
                    .isBetween(WHILE.multipliedBy(3).dividedBy(4), WHILE);
            timers.expire(SessionTimer.IDLE_HOLD);
            assertThat(fixture.connector.count()).isEqualTo(2);
        }

        @Test
        void itStaysDownUntilAnOperatorStartsIt() {
            FakeConnection connection = fixture.established();
            fixture.log.session().end(TestEvents.notification(6, 1), null);
            assertThat(connection.lastSent()).isEqualTo(TestEvents.notification(6, 1));
            assertThat(driver.status().enabled()).isFalse();
            assertThat(driver.status().lastError()).contains("Maximum Number of Prefixes");
            assertThat(fixture.timers).allMatch(timers -> timers.running().isEmpty());
            driver.start();
            assertThat(fixture.connector.count()).isEqualTo(2);
        }

        @Test
        void aSessionThatIsOverEndsNothing() {
            FakeConnection connection = fixture.established();
            EstablishedSession session = fixture.log.session();
            connection.lose("reset");
            session.end(TestEvents.notification(6, 1), null);
            assertThat(driver.status().enabled()).isTrue();
            assertThat(driver.status().lastError()).isEqualTo("reset");
        }
    }

    @Nested
    class Ephemeral {

        private final DriverFixture range = new DriverFixture(SessionSettings.of(TestPeers.passive()), true);

        Ephemeral() {
            range.driver.start();
        }

        @Test
        void itRetiresWhenItsSessionEnds() {
            FakeConnection connection = range.accepted();
            connection.receive(TestPeers.peerOpen());
            connection.receive(KeepaliveMessage.INSTANCE);
            connection.lose("closed");
            assertThat(range.retired.get()).isEqualTo(1);
        }

        @Test
        void itRetiresWhenItsConnectionEndsBeforeAnOpen() {
            range.accepted().lose("closed");
            assertThat(range.retired.get()).isEqualTo(1);
        }

        @Test
        void aConnectionThatWasOnItsWayRevivesIt() {
            range.accepted().lose("closed");
            range.revivable = true;
            FakeConnection late = range.accepted();
            late.receive(TestPeers.peerOpen());
            late.receive(KeepaliveMessage.INSTANCE);
            assertThat(range.log.lines()).containsExactly("up");
        }

        @Test
        void aConnectionThatWasOnItsWayIsRejectedIfTheRangeIsGone() {
            range.accepted().lose("closed");
            assertThat(range.accepted().lastSent()).isEqualTo(TestEvents.notification(6, 5));
        }

        @Test
        void anErrorWaitKeepsItForAWhile() {
            range.accepted().receive(TestPeers.peerOpen(1));
            assertThat(range.retired.get()).isZero();
            range.running(SessionTimer.IDLE_HOLD).expire(SessionTimer.IDLE_HOLD);
            assertThat(range.retired.get()).isEqualTo(1);
            assertThat(range.connector.count()).isZero();
        }
    }
}
