package io.nightjar.fsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.peer.PeerConfig;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds in every history of a session, however unlikely. */
class SessionStateMachineProperties {

    @Property(tries = 3000)
    void establishedIsReachedOnlyFromOpenConfirm(@ForAll("histories") History history) {
        history.replay((before, event, after) -> {
            if (after.next().state() == FsmState.ESTABLISHED && before.state() != FsmState.ESTABLISHED) {
                assertThat(before.state()).isEqualTo(FsmState.OPEN_CONFIRM);
                assertThat(event).isInstanceOf(FsmEvent.KeepAliveMsg.class);
            }
        });
    }

    @Property(tries = 3000)
    void upsAndDownsAlternateAndMatchTheState(@ForAll("histories") History history) {
        boolean[] up = {false};
        history.replay((before, event, after) -> {
            for (FsmAction action : after.actions()) {
                if (action instanceof FsmAction.SessionUp) {
                    assertThat(up[0]).isFalse();
                    up[0] = true;
                } else if (action instanceof FsmAction.SessionDown) {
                    assertThat(up[0]).isTrue();
                    up[0] = false;
                } else if (action instanceof FsmAction.DeliverUpdate) {
                    assertThat(up[0]).isTrue();
                }
            }
            assertThat(after.next().state() == FsmState.ESTABLISHED).isEqualTo(up[0]);
        });
    }

    @Property(tries = 3000)
    void noTimerOutlivesItsState(@ForAll("histories") History history) {
        Set<SessionTimer> running = EnumSet.noneOf(SessionTimer.class);
        history.replay((before, event, after) -> {
            running.removeIf(timer -> timer.expiryType() == event.type());
            for (FsmAction action : after.actions()) {
                if (action instanceof FsmAction.StartTimer start) {
                    running.add(start.timer());
                } else if (action instanceof FsmAction.StopTimer stop) {
                    assertThat(running.remove(stop.timer())).isTrue();
                } else if (action instanceof FsmAction.StartIdleHoldTimer) {
                    running.add(SessionTimer.IDLE_HOLD);
                }
            }
            assertThat(after.next().runningTimers()).isEqualTo(running);
            assertThat(allowedIn(after.next().state())).containsAll(running);
        });
    }

    @Property(tries = 3000)
    void whateverWasOpenedIsClosedOnTheWayToIdle(@ForAll("histories") History history) {
        history.replay((before, event, after) -> {
            boolean ends = before.state() != FsmState.IDLE && after.next().state() == FsmState.IDLE;
            assertThat(after.actions().contains(new FsmAction.CloseConnection()) || !ends)
                    .isTrue();
            if (ends) {
                assertThat(after.next().negotiated()).isNull();
            }
        });
    }

    @Property(tries = 3000)
    void aNotificationIsNeverAnsweredWithOne(@ForAll("histories") History history) {
        history.replay((before, event, after) -> {
            if (event instanceof FsmEvent.NotifMsg || event instanceof FsmEvent.NotifMsgVerErr) {
                assertThat(after.actions()).noneMatch(FsmAction.SendMessage.class::isInstance);
            }
        });
    }

    private static Set<SessionTimer> allowedIn(FsmState state) {
        return switch (state) {
            case IDLE -> EnumSet.of(SessionTimer.IDLE_HOLD);
            case CONNECT, ACTIVE -> EnumSet.of(SessionTimer.CONNECT_RETRY, SessionTimer.DELAY_OPEN);
            case OPEN_SENT -> EnumSet.of(SessionTimer.HOLD);
            case OPEN_CONFIRM -> EnumSet.of(SessionTimer.HOLD, SessionTimer.KEEPALIVE);
            case ESTABLISHED -> EnumSet.of(SessionTimer.HOLD, SessionTimer.KEEPALIVE, SessionTimer.SEND_HOLD);
        };
    }

    @Provide
    Arbitrary<History> histories() {
        Arbitrary<PeerConfig> configs = Arbitraries.of(TestPeers.internal(), TestPeers.passive());
        Arbitrary<Duration> delays = Arbitraries.of(Duration.ZERO, Duration.ofSeconds(5));
        Arbitrary<FsmEvent> likely = Arbitraries.of(
                        FsmEventType.AUTOMATIC_START,
                        FsmEventType.TCP_CR_ACKED,
                        FsmEventType.BGP_OPEN,
                        FsmEventType.KEEPALIVE_MSG,
                        FsmEventType.UPDATE_MSG,
                        FsmEventType.TCP_CONNECTION_FAILS)
                .map(TestEvents::of);
        Arbitrary<FsmEvent> any = Arbitraries.of(FsmEventType.class).map(TestEvents::of);
        Arbitrary<List<FsmEvent>> events = Arbitraries.frequencyOf(Tuple.of(3, likely), Tuple.of(1, any))
                .list()
                .ofMaxSize(60);
        return Combinators.combine(configs, delays, events)
                .as((config, delay, list) -> new History(new SessionSettings(config, delay), list));
    }

    interface Step {
        void check(SessionContext before, FsmEvent event, Transition after);
    }

    record History(SessionSettings settings, List<FsmEvent> events) {

        void replay(Step step) {
            SessionContext context = SessionContext.idle(settings);
            for (FsmEvent event : events) {
                Transition transition = SessionStateMachine.apply(context, event);
                step.check(context, event, transition);
                context = transition.next();
            }
        }
    }
}
