package io.nightjar.fsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.message.HardReset;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.message.ShutdownCommunication;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerFeatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ends of a session keep the peer's routes (RFC 4724 §4.2, RFC 8538 §4). */
class SessionEndTest {

    /** What both sides agreed on. */
    private enum Restart {
        NONE,
        CLASSIC,
        WITH_NOTIFICATIONS
    }

    private static SessionContext established(Restart restart) {
        PeerConfig config =
                TestPeers.internal().with(PeerFeatures.NONE.withGracefulRestart(GracefulRestartSettings.HELPER));
        List<Capability> offered =
                new ArrayList<>(TestPeers.peerOpen().capabilities().list());
        if (restart != Restart.NONE) {
            offered.add(new GracefulRestartCapability(
                    false,
                    restart == Restart.WITH_NOTIFICATIONS,
                    120,
                    List.of(new GracefulRestartCapability.Family(AddressFamily.IPV4_UNICAST, true))));
        }
        OpenMessage open =
                new OpenMessage(OpenMessage.VERSION_4, TestPeers.AS, 240, TestPeers.PEER_ID, new Capabilities(offered));
        return new SessionContext(
                SessionSettings.of(config),
                FsmState.ESTABLISHED,
                Set.copyOf(EnumSet.of(SessionTimer.HOLD, SessionTimer.KEEPALIVE)),
                SessionContext.Counters.ZERO,
                IdleHoldCause.NONE,
                TestPeers.negotiated(config, open));
    }

    private static SessionEnd end(Restart restart, FsmEvent event) {
        return SessionStateMachine.apply(established(restart), event).actions().stream()
                .filter(FsmAction.SessionDown.class::isInstance)
                .map(down -> ((FsmAction.SessionDown) down).end())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "TCP_CONNECTION_FAILS, false, true, true",
        "NOTIF_MSG, false, false, true",
        "HOLD_TIMER_EXPIRES, false, false, true",
        "UPDATE_MSG_ERR, false, false, true",
        "BGP_HEADER_ERR, false, false, true",
        "AUTOMATIC_STOP, false, false, true",
        "MANUAL_STOP, false, false, false"
    })
    void whatKeepsRoutesDependsOnWhatWasNegotiated(
            FsmEventType type, boolean none, boolean classic, boolean withNotifications) {
        FsmEvent event = TestEvents.of(type);
        assertThat(end(Restart.NONE, event).keepsRoutes()).isEqualTo(none);
        assertThat(end(Restart.CLASSIC, event).keepsRoutes()).isEqualTo(classic);
        assertThat(end(Restart.WITH_NOTIFICATIONS, event).keepsRoutes()).isEqualTo(withNotifications);
    }

    @Test
    void aReceivedHardResetKeepsNothing() {
        FsmEvent event = new FsmEvent.NotifMsg(TestEvents.notification(6, 9));
        assertThat(end(Restart.WITH_NOTIFICATIONS, event))
                .isEqualTo(new SessionEnd(SessionEnd.Cause.CEASE_RECEIVED, "received Cease/Hard Reset (6/9)", false));
        // Another code with the same subcode is not one.
        assertThat(end(Restart.WITH_NOTIFICATIONS, new FsmEvent.NotifMsg(TestEvents.notification(3, 9)))
                        .keepsRoutes())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "TCP_CONNECTION_FAILS, CONNECTION_LOST",
        "HOLD_TIMER_EXPIRES, HOLD_TIMER_EXPIRED",
        "SEND_HOLD_TIMER_EXPIRES, SEND_HOLD_TIMER_EXPIRED",
        "UPDATE_MSG_ERR, NOTIFICATION_SENT",
        "MANUAL_STOP, CEASE_SENT"
    })
    void everyEndIsOfAKind(FsmEventType type, SessionEnd.Cause cause) {
        assertThat(end(Restart.CLASSIC, TestEvents.of(type)).cause()).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({"6, CEASE_RECEIVED", "3, NOTIFICATION_RECEIVED"})
    void aNotificationOfThePeerIsAnErrorUnlessItIsACease(int code, SessionEnd.Cause cause) {
        FsmEvent event = new FsmEvent.NotifMsg(TestEvents.notification(code, 2));
        assertThat(end(Restart.CLASSIC, event).cause()).isEqualTo(cause);
    }

    @Test
    void whoeverSaysThatWeAreNotConfiguredThereIsBelieved() {
        NotificationMessage deconfigured = TestEvents.notification(6, 3);
        assertThat(end(Restart.CLASSIC, new FsmEvent.NotifMsg(deconfigured)))
                .isEqualTo(new SessionEnd(
                        SessionEnd.Cause.CEASE_RECEIVED, "received Cease/Peer De-configured (6/3)", false, true));
        assertThat(end(Restart.WITH_NOTIFICATIONS, new FsmEvent.NotifMsg(HardReset.of(deconfigured)))
                        .deconfigured())
                .isTrue();
        assertThat(end(Restart.CLASSIC, new FsmEvent.ManualStop(3)).deconfigured())
                .isFalse();
        assertThat(end(Restart.CLASSIC, TestEvents.of(FsmEventType.TCP_CONNECTION_FAILS))
                        .deconfigured())
                .isFalse();
        // Another code with the same subcode, and another subcode.
        assertThat(end(Restart.CLASSIC, new FsmEvent.NotifMsg(TestEvents.notification(3, 3)))
                        .deconfigured())
                .isFalse();
        assertThat(end(Restart.CLASSIC, new FsmEvent.NotifMsg(TestEvents.notification(6, 2)))
                        .deconfigured())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aCeaseThatIsMeantIsSentAsAHardReset(int subcode) {
        NotificationMessage cease =
                NotificationMessage.of(TestEvents.notification(6, 0).code(), subcode, Octets.ofHex("0102"));
        Transition ended = SessionStateMachine.apply(
                established(Restart.WITH_NOTIFICATIONS), new FsmEvent.AutomaticStop(cease, Duration.ofMinutes(1)));
        assertThat(ended.actions())
                .contains(new FsmAction.SendMessage(NotificationMessage.of(
                        cease.code(), 9, Octets.of((byte) 6, (byte) subcode, (byte) 1, (byte) 2))))
                .contains(new FsmAction.SessionDown(new SessionEnd(
                        SessionEnd.Cause.CEASE_SENT,
                        "sent Cease/Hard Reset (6/9) for " + ShutdownCommunication.describe(cease),
                        false)));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 8})
    void aCeaseThatInterruptsIsNot(int subcode) {
        Transition ended =
                SessionStateMachine.apply(established(Restart.WITH_NOTIFICATIONS), new FsmEvent.ManualStop(subcode));
        assertThat(ended.actions())
                .contains(new FsmAction.SendMessage(TestEvents.notification(6, subcode)))
                .contains(new FsmAction.SessionDown(new SessionEnd(
                        SessionEnd.Cause.CEASE_SENT, "sent " + TestEvents.notification(6, subcode), true)));
    }

    @Test
    void towardsAPeerThatDoesNotKeepRoutesOverNotificationsACeaseStaysWhatItIs() {
        Transition ended = SessionStateMachine.apply(established(Restart.CLASSIC), new FsmEvent.ManualStop(2));
        assertThat(ended.actions()).contains(new FsmAction.SendMessage(TestEvents.notification(6, 2)));
    }

    @Test
    void anOrderedRestTakesAsLongAsWasSaid() {
        Transition ended = SessionStateMachine.apply(
                established(Restart.NONE),
                new FsmEvent.AutomaticStop(TestEvents.notification(6, 1), Duration.ofMinutes(7)));
        assertThat(ended.next().idleHold()).isEqualTo(IdleHoldCause.ORDERED);
        assertThat(ended.next().runningTimers()).containsExactly(SessionTimer.IDLE_HOLD);
        assertThat(ended.actions()).contains(new FsmAction.StartTimer(SessionTimer.IDLE_HOLD, Duration.ofMinutes(7)));
    }
}
