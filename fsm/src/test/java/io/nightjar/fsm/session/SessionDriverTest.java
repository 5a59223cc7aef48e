package io.nightjar.fsm.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.IdleHoldCause;
import io.nightjar.fsm.SessionSettings;
import io.nightjar.fsm.SessionTimer;
import io.nightjar.fsm.TcpFailure;
import io.nightjar.fsm.TestEvents;
import io.nightjar.fsm.TestPeers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SessionDriverTest {

    private final DriverFixture fixture = new DriverFixture(TestPeers.internal());
    private final SessionDriver driver = fixture.driver;

    private FsmState state() {
        return driver.status().state();
    }

    @Nested
    class Establishing {

        @Test
        void theFirstDialIsMadeAtOnce() {
            driver.start();
            assertThat(fixture.connector.count()).isEqualTo(1);
            assertThat(state()).isEqualTo(FsmState.CONNECT);
        }

        @Test
        void openAndKeepaliveEstablish() {
            FakeConnection connection = fixture.established();
            assertThat(connection.sent()).hasSize(2);
            assertThat(connection.sent().get(0)).isInstanceOf(OpenMessage.class);
            assertThat(connection.lastSent()).isEqualTo(KeepaliveMessage.INSTANCE);
            assertThat(connection.context()).isEqualTo(TestPeers.negotiated().codec());
            assertThat(state()).isEqualTo(FsmState.ESTABLISHED);
            assertThat(driver.status().negotiated()).isEqualTo(TestPeers.negotiated());
            assertThat(fixture.log.lines()).containsExactly("up");
        }

        @Test
        void aPassivePeerWaitsToBeDialled() {
            DriverFixture passive = new DriverFixture(TestPeers.passive());
            passive.driver.start();
            assertThat(passive.connector.count()).isZero();
            FakeConnection connection = passive.accepted();
            connection.receive(TestPeers.peerOpen());
            connection.receive(KeepaliveMessage.INSTANCE);
            assertThat(passive.log.lines()).containsExactly("up");
        }

        @Test
        void anIncomingOpenCancelsOurDial() {
            driver.start();
            FakeConnection incoming = fixture.accepted();
            assertThat(fixture.connector.last().isCancelled()).isFalse();
            incoming.receive(TestPeers.peerOpen());
            assertThat(fixture.connector.last().isCancelled()).isTrue();
            FakeConnection late = fixture.dialled();
            assertThat(late.isClosed()).isTrue();
            incoming.receive(KeepaliveMessage.INSTANCE);
            assertThat(fixture.log.lines()).containsExactly("up");
        }

        @Test
        void aStartedDriverIsNotStartedAgain() {
            driver.start();
            driver.start();
            assertThat(fixture.connector.count()).isEqualTo(1);
        }

        @Test
        void delayOpenLetsThePeerSpeakFirst() {
            DriverFixture delayed =
                    new DriverFixture(new SessionSettings(TestPeers.internal(), Duration.ofSeconds(9)), false);
            delayed.driver.start();
            FakeConnection connection = delayed.dialled();
            assertThat(connection.sent()).isEmpty();
            connection.receive(TestPeers.peerOpen());
            connection.receive(KeepaliveMessage.INSTANCE);
            assertThat(delayed.log.lines()).containsExactly("up");
        }
    }

    @Nested
    class Failing {

        @Test
        void aRefusedDialIsRepeatedQuickly() {
            driver.start();
            fixture.connector.last().fail(TcpFailure.refused("connection refused"));
            RecordingTimers timers = fixture.running(SessionTimer.CONNECT_RETRY);
            assertThat(timers.after(SessionTimer.CONNECT_RETRY))
                    .isBetween(Duration.ofMillis(75), Duration.ofMillis(100));
            timers.expire(SessionTimer.CONNECT_RETRY);
            assertThat(fixture.connector.count()).isEqualTo(2);
            assertThat(driver.status().lastError()).isEqualTo("connection refused");
        }

        @Test
        void aRejectedOpenIsAnsweredExactlyAndCausesAnErrorWait() {
            driver.start();
            FakeConnection connection = fixture.dialled();
            connection.receive(TestPeers.peerOpen(1));
            assertThat(connection.lastSent()).isEqualTo(TestEvents.notification(2, 6));
            assertThat(connection.isClosed()).isTrue();
            assertThat(driver.status().idleHold()).isEqualTo(IdleHoldCause.ERROR_WAIT);
            assertThat(fixture.running(SessionTimer.IDLE_HOLD).after(SessionTimer.IDLE_HOLD))
                    .isBetween(Duration.ofMillis(3750), Duration.ofSeconds(5));
        }

        @Test
        void theErrorWaitGrowsWithEachErrorAndARestartForgetsIt() {
            driver.start();
            for (int seconds : List.of(5, 10, 20, 30, 30)) {
                fixture.dialled().receive(TestPeers.peerOpen(1));
                RecordingTimers timers = fixture.running(SessionTimer.IDLE_HOLD);
                assertThat(timers.after(SessionTimer.IDLE_HOLD))
                        .isBetween(Duration.ofMillis(750L * seconds), Duration.ofSeconds(seconds));
                timers.expire(SessionTimer.IDLE_HOLD);
            }
            driver.restart(TestEvents.notification(6, 4));
            fixture.dialled().receive(TestPeers.peerOpen(1));
            assertThat(fixture.running(SessionTimer.IDLE_HOLD).after(SessionTimer.IDLE_HOLD))
                    .isLessThanOrEqualTo(Duration.ofSeconds(5));
        }

        @Test
        void aViolationIsAnsweredWithItsNotification() {
            FakeConnection connection = fixture.established();
            connection.violate(TestEvents.notification(3, 1));
            assertThat(connection.lastSent()).isEqualTo(TestEvents.notification(3, 1));
            assertThat(fixture.log.lines()).containsExactly("up", "down: sent " + TestEvents.notification(3, 1));
        }

        @Test
        void violationsOfHeaderAndOpenAreAnsweredToo() {
            driver.start();
            FakeConnection first = fixture.dialled();
            first.violate(TestEvents.notification(1, 2));
            assertThat(first.lastSent()).isEqualTo(TestEvents.notification(1, 2));
            fixture.running(SessionTimer.IDLE_HOLD).expire(SessionTimer.IDLE_HOLD);
            FakeConnection second = fixture.dialled();
            second.violate(TestEvents.notification(2, 4));
            assertThat(second.lastSent()).isEqualTo(TestEvents.notification(2, 4));
        }

        @Test
        void afterACeaseOnlyTheConnectDelayIsWaitedForAndThePeerMayCome() {
            FakeConnection connection = fixture.established();
            connection.receive(TestEvents.notification(6, 4));
            assertThat(driver.status().idleHold()).isEqualTo(IdleHoldCause.CONNECT_DELAY);
            FakeConnection incoming = fixture.accepted();
            incoming.receive(TestPeers.peerOpen());
            incoming.receive(KeepaliveMessage.INSTANCE);
            assertThat(fixture.log.lines()).hasSize(3).endsWith("up");
            assertThat(fixture.isRunning(SessionTimer.IDLE_HOLD)).isFalse();
        }

        @Test
        void duringAnErrorWaitConnectionsAreClosedWithoutAWord() {
            FakeConnection connection = fixture.established();
            connection.receive(TestEvents.notification(3, 1));
            FakeConnection incoming = fixture.accepted();
            assertThat(incoming.isClosed()).isTrue();
            assertThat(incoming.sent()).isEmpty();
        }

        @Test
        void aVersionErrorOfThePeerEndsTheAttempt() {
            driver.start();
            FakeConnection connection = fixture.dialled();
            connection.receive(TestEvents.notification(2, 1));
            assertThat(connection.isClosed()).isTrue();
            assertThat(driver.status().lastError()).startsWith("received OPEN Message Error");
        }

        @Test
        void aListenerThatThrowsCostsOnlyThisSession() {
            FakeConnection connection = fixture.established();
            fixture.log.breakDown();
            connection.receive(TestEvents.UPDATE);
            assertThat(connection.lastSent()).isEqualTo(TestEvents.notification(6, 8));
            assertThat(state()).isEqualTo(FsmState.IDLE);
            assertThat(fixture.log.lines()).hasSize(2).last().asString().startsWith("down");
        }

        @Test
        void aFaultInTheTransportEndsTheSession() {
            FakeConnection connection = fixture.established();
            connection.fail(new IllegalStateException("test"));
            assertThat(connection.lastSent()).isEqualTo(TestEvents.notification(6, 8));
        }

        @Test
        void aLostConnectionIsDialledAgainAfterTheConnectDelay() {
            FakeConnection connection = fixture.established();
            connection.lose("connection closed by the peer");
            connection.lose("again");
            assertThat(fixture.log.lines()).containsExactly("up", "down: connection closed by the peer");
            RecordingTimers timers = fixture.running(SessionTimer.IDLE_HOLD);
            assertThat(timers.after(SessionTimer.IDLE_HOLD)).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(2));
            timers.expire(SessionTimer.IDLE_HOLD);
            assertThat(fixture.connector.count()).isEqualTo(2);
        }
    }

    @Test
    void workOffTheLoopIsRefused() {
        SessionQueue queue = new SessionQueue(new SessionLoop() {
            @Override
            public boolean inLoop() {
                return false;
            }

            @Override
            public void execute(Runnable task) {}
        });
        assertThatThrownBy(() -> queue.run(() -> {})).isInstanceOf(IllegalStateException.class);
    }
}
