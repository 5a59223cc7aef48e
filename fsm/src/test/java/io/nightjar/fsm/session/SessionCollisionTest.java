package io.nightjar.fsm.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.IdleHoldCause;
import io.nightjar.fsm.SessionTimer;
import io.nightjar.fsm.TestEvents;
import io.nightjar.fsm.TestPeers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several connections with one peer (RFC 4271 §6.8). */
class SessionCollisionTest {

    private static OpenMessage restartable(AddressFamily... families) {
        OpenMessage plain = TestPeers.peerOpen();
        List<Capability> offered = new ArrayList<>(plain.capabilities().list());
        offered.add(new GracefulRestartCapability(
                false,
                false,
                120,
                Stream.of(families)
                        .map(family -> new GracefulRestartCapability.Family(family, true))
                        .toList()));
        return new OpenMessage(
                plain.version(),
                plain.myAutonomousSystem(),
                plain.holdTimeSeconds(),
                plain.identifier(),
                new Capabilities(offered));
    }

    private static DriverFixture helping(FakeConnection first, OpenMessage open) {
        DriverFixture helper = new DriverFixture(
                TestPeers.passive().with(PeerFeatures.NONE.withGracefulRestart(GracefulRestartSettings.HELPER)));
        helper.driver.start();
        helper.driver.accept(first);
        first.receive(open);
        first.receive(KeepaliveMessage.INSTANCE);
        return helper;
    }

    @Test
    void aPeerThatHasRestartedNeedNotWaitForTheHoldTimer() {
        OpenMessage open = restartable(AddressFamily.IPV4_UNICAST);
        FakeConnection old = DriverFixture.connection();
        DriverFixture helper = helping(old, open);
        helper.clock.advance(Duration.ofMinutes(1));
        int said = old.sent().size();
        FakeConnection fresh = helper.accepted();
        assertThat(helper.log.lines()).containsExactly("up");
        fresh.receive(open);
        fresh.receive(KeepaliveMessage.INSTANCE);
        assertThat(helper.log.lines())
                .containsExactly("up", "down: the peer has restarted and connects anew, routes stay", "up");
        assertThat(old.isClosed()).isTrue();
        assertThat(old.sent()).hasSize(said);
        assertThat(helper.driver.status().state()).isEqualTo(FsmState.ESTABLISHED);
    }

    @Test
    void aConnectionRightAfterAnotherIsNoRestart() {
        OpenMessage open = restartable(AddressFamily.IPV4_UNICAST);
        FakeConnection old = DriverFixture.connection();
        DriverFixture helper = helping(old, open);
        helper.clock.advance(Duration.ofSeconds(9));
        FakeConnection second = helper.accepted();
        second.receive(open);
        assertThat(second.lastSent()).isEqualTo(TestEvents.notification(6, 7));
        assertThat(helper.log.lines()).containsExactly("up");
        assertThat(old.isClosed()).isFalse();
    }

    @Test
    void aPeerThatOnlyHelpsOthersHasNot() {
        OpenMessage open = restartable();
        FakeConnection old = DriverFixture.connection();
        DriverFixture helper = helping(old, open);
        helper.clock.advance(Duration.ofMinutes(1));
        FakeConnection fresh = helper.accepted();
        fresh.receive(open);
        assertThat(fresh.lastSent()).isEqualTo(TestEvents.notification(6, 7));
        assertThat(helper.log.lines()).containsExactly("up");
        assertThat(old.isClosed()).isFalse();
    }

    private final DriverFixture fixture = new DriverFixture(TestPeers.internal());
    private final SessionDriver driver = fixture.driver;

    private FsmState state() {
        return driver.status().state();
    }

    /** Both sides have dialled; the peer's identifier is the greater one. */
    private final FakeConnection outgoing;

    private final FakeConnection incoming;

    SessionCollisionTest() {
        driver.start();
        incoming = fixture.accepted();
        outgoing = fixture.dialled();
    }

    @Test
    void theConnectionOfTheGreaterIdentifierSurvivesWhenItsOpenComesFirst() {
        incoming.receive(TestPeers.peerOpen());
        outgoing.receive(TestPeers.peerOpen());
        assertThat(outgoing.lastSent()).isEqualTo(TestEvents.notification(6, 7));
        assertThat(outgoing.isClosed()).isTrue();
        incoming.receive(KeepaliveMessage.INSTANCE);
        assertThat(fixture.log.lines()).containsExactly("up");
        assertThat(driver.status().lastError()).isEmpty();
    }

    @Test
    void theConnectionOfTheGreaterIdentifierSurvivesWhenItsOpenComesLast() {
        outgoing.receive(TestPeers.peerOpen());
        incoming.receive(TestPeers.peerOpen());
        assertThat(outgoing.lastSent()).isEqualTo(TestEvents.notification(6, 7));
        assertThat(incoming.lastSent()).isEqualTo(KeepaliveMessage.INSTANCE);
        incoming.receive(KeepaliveMessage.INSTANCE);
        assertThat(fixture.log.lines()).containsExactly("up");
    }

    @Test
    void theLoserNeverLooksAcceptedForAMoment() {
        incoming.receive(TestPeers.peerOpen());
        outgoing.receive(TestPeers.peerOpen());
        assertThat(outgoing.sent()).doesNotContain(KeepaliveMessage.INSTANCE);
    }

    @Test
    void anEstablishedSessionEndsAllOthers() {
        outgoing.receive(TestPeers.peerOpen());
        outgoing.receive(KeepaliveMessage.INSTANCE);
        assertThat(incoming.lastSent()).isEqualTo(TestEvents.notification(6, 7));
        assertThat(incoming.isClosed()).isTrue();
    }

    @Test
    void aNewcomerToAnEstablishedSessionIsTurnedAway() {
        outgoing.receive(TestPeers.peerOpen());
        outgoing.receive(KeepaliveMessage.INSTANCE);
        FakeConnection newcomer = fixture.accepted();
        newcomer.receive(TestPeers.peerOpen());
        assertThat(newcomer.lastSent()).isEqualTo(TestEvents.notification(6, 7));
        assertThat(state()).isEqualTo(FsmState.ESTABLISHED);
        assertThat(fixture.log.lines()).containsExactly("up");
    }

    @Test
    void theOtherConnectionGoesOnWhenOneIsLost() {
        outgoing.lose("reset");
        incoming.receive(TestPeers.peerOpen());
        incoming.receive(KeepaliveMessage.INSTANCE);
        assertThat(fixture.log.lines()).containsExactly("up");
        assertThat(fixture.isRunning(SessionTimer.CONNECT_RETRY)).isFalse();
    }

    @Test
    void moreConnectionsThanTheBoundAreClosed() {
        fixture.accepted();
        fixture.accepted();
        FakeConnection tooMany = fixture.accepted();
        assertThat(tooMany.isClosed()).isTrue();
        assertThat(tooMany.sent()).isEmpty();
    }

    @Test
    void ourGreaterIdentifierKeepsOurConnection() {
        DriverFixture greater = new DriverFixture(TestPeers.withIdentifier(BgpIdentifier.parse("200.0.0.1")));
        greater.driver.start();
        FakeConnection ours = greater.dialled();
        FakeConnection theirs = greater.accepted();
        theirs.receive(TestPeers.peerOpen());
        ours.receive(TestPeers.peerOpen());
        assertThat(theirs.lastSent()).isEqualTo(TestEvents.notification(6, 7));
        assertThat(ours.lastSent()).isEqualTo(KeepaliveMessage.INSTANCE);
    }

    /** The peer's identifier is the greater one, but it cannot have ended the first connection for the sake of the second. */
    @Test
    void aConnectionOnWhichOurOpenWasNotSentGivesWay() {
        DriverFixture both = new DriverFixture(TestPeers.internal());
        both.driver.start();
        FakeConnection ours = both.dialled();
        FakeConnection theirs = both.accepted();
        assertThat(theirs.sent()).isEmpty();
        ours.receive(TestPeers.peerOpen());
        assertThat(theirs.sent()).containsExactly(TestEvents.notification(6, 7));
        assertThat(theirs.isClosed()).isTrue();
        ours.receive(KeepaliveMessage.INSTANCE);
        assertThat(both.log.lines()).containsExactly("up");
    }

    /** The peer may call the first connection established: it has our KEEPALIVE. */
    @Test
    void aConnectionThatIsConfirmedStaysWhenOurOpenWasNotSentOnTheOther() {
        DriverFixture both = new DriverFixture(TestPeers.internal());
        both.driver.start();
        FakeConnection ours = both.dialled();
        ours.receive(TestPeers.peerOpen());
        FakeConnection theirs = both.accepted();
        theirs.receive(TestPeers.peerOpen());
        assertThat(theirs.sent()).containsExactly(TestEvents.notification(6, 7));
        ours.receive(KeepaliveMessage.INSTANCE);
        assertThat(both.log.lines()).containsExactly("up");
    }

    @Test
    void aPeerThatWaitsForOurOpenOnAFurtherConnectionGetsItSoon() {
        FakeConnection further = fixture.accepted();
        outgoing.lose("reset");
        incoming.lose("reset");
        fixture.timers.stream()
                .filter(timers -> timers.running().contains(SessionTimer.DELAY_OPEN))
                .toList()
                .forEach(timers -> timers.expire(SessionTimer.DELAY_OPEN));
        assertThat(further.lastSent()).isInstanceOf(OpenMessage.class);
        further.receive(TestPeers.peerOpen());
        further.receive(KeepaliveMessage.INSTANCE);
        assertThat(fixture.log.lines()).containsExactly("up");
    }

    @Test
    void anErrorOnOneConnectionPutsAnEndToMereDialling() {
        DriverFixture dialling = new DriverFixture(TestPeers.internal());
        dialling.driver.start();
        FakeConnection theirs = dialling.accepted();
        theirs.receive(TestPeers.peerOpen(2));
        assertThat(dialling.connector.last().isCancelled()).isTrue();
        assertThat(dialling.driver.status().idleHold()).isEqualTo(IdleHoldCause.ERROR_WAIT);
    }
}
