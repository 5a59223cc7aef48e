package io.nightjar.fsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.peer.PeerConfig;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the table cannot say: attributes other than the usual ones, and several events in a row. */
class SessionStateMachineTest {

    private static SessionContext after(SessionContext context, FsmEvent... events) {
        SessionContext now = context;
        for (FsmEvent event : events) {
            now = SessionStateMachine.apply(now, event).next();
        }
        return now;
    }

    private static String actionsOf(SessionContext context, FsmEvent event) {
        return ActionText.of(SessionStateMachine.apply(context, event).actions());
    }

    private static SessionContext idle(PeerConfig config) {
        return SessionContext.idle(SessionSettings.of(config));
    }

    private static SessionContext active() {
        return after(
                idle(TestPeers.internal()),
                new FsmEvent.AutomaticStart(),
                new FsmEvent.TcpConnectionFails(TcpFailure.of("unreachable")));
    }

    @Nested
    class WithDelayOpen {

        private final SessionContext idle =
                SessionContext.idle(new SessionSettings(TestPeers.internal(), Duration.ofSeconds(3)));
        private final SessionContext connected = after(idle, new FsmEvent.AutomaticStart(), new FsmEvent.TcpCrAcked());

        @Test
        void theOpenWaitsForTheTimer() {
            assertThat(connected.state()).isEqualTo(FsmState.CONNECT);
            assertThat(connected.runningTimers()).containsExactly(SessionTimer.DELAY_OPEN);
            SessionContext opened = after(connected, new FsmEvent.DelayOpenTimerExpires());
            assertThat(opened.state()).isEqualTo(FsmState.OPEN_SENT);
        }

        @Test
        void theOpenOfThePeerEndsTheWait() {
            assertThat(actionsOf(connected, new FsmEvent.BgpOpenWithDelayOpenTimerRunning(TestPeers.negotiated())))
                    .isEqualTo("stop:DELAY_OPEN open keepalive start:KEEPALIVE=80000 start:HOLD=240000");
        }

        @Test
        void aStopIsToldToThePeerThoughNoOpenWasSent() {
            assertThat(actionsOf(connected, new FsmEvent.ManualStop(2)))
                    .isEqualTo("n:6/2 failed close stop:DELAY_OPEN");
        }

        @Test
        void aLostConnectionLeadsToActive() {
            assertThat(actionsOf(connected, new FsmEvent.TcpConnectionFails(TcpFailure.of("reset"))))
                    .isEqualTo("failed close stop:DELAY_OPEN start:CONNECT_RETRY=2000");
        }

        @Test
        void aConnectionThatThePeerHasRequestedWaitsInActive() {
            SessionContext waiting = after(
                    idle,
                    new FsmEvent.AutomaticStartWithPassiveTcpEstablishment(),
                    new FsmEvent.TcpConnectionConfirmed());
            assertThat(waiting.state()).isEqualTo(FsmState.ACTIVE);
            assertThat(waiting.runningTimers()).containsExactly(SessionTimer.DELAY_OPEN);
        }
    }

    @Nested
    class WithoutHoldTime {

        private final FsmEvent open =
                new FsmEvent.BgpOpen(TestPeers.negotiated(TestPeers.internal(), TestPeers.peerOpen(0)));
        private final SessionContext confirmed = after(active(), new FsmEvent.TcpConnectionConfirmed(), open);

        @Test
        void neitherTimerRunsInOpenConfirmOrEstablished() {
            assertThat(confirmed.state()).isEqualTo(FsmState.OPEN_CONFIRM);
            assertThat(confirmed.runningTimers()).isEmpty();
            SessionContext established = after(confirmed, new FsmEvent.KeepAliveMsg());
            assertThat(established.state()).isEqualTo(FsmState.ESTABLISHED);
            assertThat(established.runningTimers()).isEmpty();
        }

        @Test
        void anUpdateStartsNoTimer() {
            SessionContext established = after(confirmed, new FsmEvent.KeepAliveMsg());
            assertThat(actionsOf(established, new FsmEvent.UpdateMsg(TestEvents.UPDATE, List.of())))
                    .isEqualTo("update");
        }

        @Test
        void aKeepaliveTimerThatExpiresAnywayIsNotStartedAgain() {
            assertThat(actionsOf(confirmed, new FsmEvent.KeepaliveTimerExpires()))
                    .isEqualTo("keepalive");
        }
    }

    @Nested
    class Retrying {

        @Test
        void aRefusedDialIsRepeatedAfterATenthOfASecondDoublingToHalfASecond() {
            SessionContext context = after(idle(TestPeers.internal()), new FsmEvent.AutomaticStart());
            FsmEvent refused = new FsmEvent.TcpConnectionFails(TcpFailure.refused("connection refused"));
            for (int millis : List.of(100, 200, 400, 500, 500, 500)) {
                assertThat(actionsOf(context, refused)).isEqualTo("failed close start:CONNECT_RETRY=" + millis);
                context = after(context, refused, new FsmEvent.ConnectRetryTimerExpires());
                assertThat(context.state()).isEqualTo(FsmState.CONNECT);
            }
        }

        @Test
        void aDialThatTimesOutForgetsEarlierRefusals() {
            FsmEvent refused = new FsmEvent.TcpConnectionFails(TcpFailure.refused("connection refused"));
            SessionContext context = after(
                    idle(TestPeers.internal()),
                    new FsmEvent.AutomaticStart(),
                    refused,
                    new FsmEvent.ConnectRetryTimerExpires(),
                    new FsmEvent.ConnectRetryTimerExpires());
            assertThat(actionsOf(context, refused)).endsWith("start:CONNECT_RETRY=100");
        }

        @Test
        void aConnectionClosedBeforeAnOpenIsTriedQuicklyOnlyFiveTimes() {
            SessionContext context = after(idle(TestPeers.internal()), new FsmEvent.AutomaticStart());
            FsmEvent lost = new FsmEvent.TcpConnectionFails(TcpFailure.of("closed"));
            for (int millis : List.of(100, 200, 400, 500, 500, 2000, 2000)) {
                context = after(context, new FsmEvent.TcpCrAcked());
                assertThat(actionsOf(context, lost)).isEqualTo("failed close stop:HOLD start:CONNECT_RETRY=" + millis);
                context = after(context, lost, new FsmEvent.ConnectRetryTimerExpires());
            }
        }

        @Test
        void anOpenForgetsEarlierClosures() {
            FsmEvent lost = new FsmEvent.TcpConnectionFails(TcpFailure.of("closed"));
            SessionContext context = after(active(), new FsmEvent.TcpConnectionConfirmed(), lost);
            assertThat(context.counters().closures()).isEqualTo(1);
            SessionContext opened =
                    after(context, new FsmEvent.TcpConnectionConfirmed(), new FsmEvent.BgpOpen(TestPeers.negotiated()));
            assertThat(opened.counters().closures()).isZero();
        }

        @Test
        void aPassivePeerNeverDials() {
            SessionContext context = after(
                    idle(TestPeers.passive()),
                    new FsmEvent.AutomaticStartWithPassiveTcpEstablishment(),
                    new FsmEvent.TcpConnectionConfirmed(),
                    new FsmEvent.TcpConnectionFails(TcpFailure.of("closed")));
            assertThat(context.state()).isEqualTo(FsmState.ACTIVE);
            assertThat(context.runningTimers()).isEmpty();
        }

        @Test
        void theConnectRetryCounterCountsFailuresAndIsClearedByAStop() {
            SessionContext failed = active();
            assertThat(failed.counters().connectRetry()).isEqualTo(1);
            assertThat(after(failed, new FsmEvent.ManualStop(2)).counters().connectRetry())
                    .isZero();
        }

        @Test
        void aVersionErrorLeavesTheConnectRetryCounterAlone() {
            SessionContext refused = after(
                    active(),
                    new FsmEvent.TcpConnectionConfirmed(),
                    new FsmEvent.NotifMsgVerErr(TestEvents.notification(2, 1)));
            assertThat(refused.counters().connectRetry()).isEqualTo(1);
        }
    }

    @Nested
    class RestingInIdle {

        private final SessionContext resting = after(
                active(), new FsmEvent.TcpConnectionConfirmed(), new FsmEvent.NotifMsg(TestEvents.notification(2, 2)));

        @Test
        void anErrorCausesAnErrorWait() {
            assertThat(resting.idleHold()).isEqualTo(IdleHoldCause.ERROR_WAIT);
            assertThat(resting.runningTimers()).containsExactly(SessionTimer.IDLE_HOLD);
        }

        @Test
        void aReceivedCeaseCausesOnlyTheConnectDelay() {
            SessionContext ceased = after(
                    active(),
                    new FsmEvent.TcpConnectionConfirmed(),
                    new FsmEvent.NotifMsg(TestEvents.notification(6, 4)));
            assertThat(ceased.idleHold()).isEqualTo(IdleHoldCause.CONNECT_DELAY);
        }

        @Test
        void aDampedStartHasToWait() {
            FsmEvent damped = new FsmEvent.AutomaticStartWithDampPeerOscillations();
            FsmEvent dampedPassive = new FsmEvent.AutomaticStartWithDampPeerOscillationsAndPassiveTcpEstablishment();
            assertThat(after(resting, damped)).isEqualTo(resting);
            assertThat(after(resting, dampedPassive)).isEqualTo(resting);
        }

        @Test
        void aManualStartDoesNotWait() {
            assertThat(actionsOf(resting, new FsmEvent.ManualStart()))
                    .isEqualTo("stop:IDLE_HOLD start:CONNECT_RETRY=5000 connect");
        }

        @Test
        void aStopEndsTheWaitForGood() {
            assertThat(actionsOf(resting, new FsmEvent.ManualStop(2))).isEqualTo("stop:IDLE_HOLD");
            assertThat(after(resting, new FsmEvent.ManualStop(2)).idleHold()).isEqualTo(IdleHoldCause.NONE);
        }

        @Test
        void aPassivePeerGoesBackToWaitingForItsPeer() {
            SessionContext passive = after(
                    idle(TestPeers.passive()),
                    new FsmEvent.AutomaticStartWithPassiveTcpEstablishment(),
                    new FsmEvent.TcpConnectionConfirmed(),
                    new FsmEvent.NotifMsg(TestEvents.notification(2, 2)),
                    new FsmEvent.IdleHoldTimerExpires());
            assertThat(passive.state()).isEqualTo(FsmState.ACTIVE);
            assertThat(passive.runningTimers()).isEmpty();
        }
    }

    @Test
    void endingsTellWhy() {
        SessionContext established = StateEventTableTest.contextIn(FsmState.ESTABLISHED);
        Transition down = SessionStateMachine.apply(established, new FsmEvent.NotifMsg(TestEvents.notification(6, 2)));
        assertThat(down.actions())
                .contains(new FsmAction.SessionDown(new SessionEnd(
                        SessionEnd.Cause.CEASE_RECEIVED, "received Cease/Administrative Shutdown (6/2)", false)));
    }

    @Test
    void eventsHaveTheirNumbersOfTheRfc() {
        assertThat(FsmEventType.MANUAL_START.number()).isEqualTo(1);
        assertThat(FsmEventType.HOLD_TIMER_EXPIRES.number()).isEqualTo(10);
        assertThat(FsmEventType.BGP_OPEN.number()).isEqualTo(19);
        assertThat(FsmEventType.UPDATE_MSG_ERR.number()).isEqualTo(28);
        assertThat(FsmEventType.ROUTE_REFRESH_MSG.number()).isZero();
    }

    @Test
    void eachTimerHasItsExpiry() {
        for (SessionTimer timer : SessionTimer.values()) {
            assertThat(timer.expiry().type()).isEqualTo(timer.expiryType());
        }
        assertThat(Set.of(SessionTimer.values())).hasSize(6);
    }

    @Test
    void statesReadAsInTheRfc() {
        assertThat(FsmState.values())
                .extracting(FsmState::toString)
                .containsExactly("Idle", "Connect", "Active", "OpenSent", "OpenConfirm", "Established");
    }
}
