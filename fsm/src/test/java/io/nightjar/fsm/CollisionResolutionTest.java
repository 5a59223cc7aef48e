package io.nightjar.fsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import org.junit.jupiter.api.Test;

class CollisionResolutionTest {

    /** We are 10.0.0.1, the peer is 10.0.0.2: its connections are dominant. */
    private static final NegotiatedSession THEY_DOMINATE = TestPeers.negotiated();

    private static final NegotiatedSession WE_DOMINATE =
            TestPeers.negotiated(TestPeers.withIdentifier(BgpIdentifier.parse("200.0.0.1")), TestPeers.peerOpen());

    private static CollisionResolution confirmed(Initiator newcomer, NegotiatedSession open, Initiator existing) {
        return CollisionResolution.decide(newcomer, open, existing, FsmState.OPEN_CONFIRM);
    }

    @Test
    void theGreaterIdentifierKeepsTheConnectionThatItRequested() {
        assertThat(confirmed(Initiator.LOCAL, THEY_DOMINATE, Initiator.REMOTE))
                .isEqualTo(CollisionResolution.KEEP_EXISTING);
        assertThat(confirmed(Initiator.REMOTE, THEY_DOMINATE, Initiator.LOCAL))
                .isEqualTo(CollisionResolution.KEEP_NEWCOMER);
        assertThat(confirmed(Initiator.LOCAL, WE_DOMINATE, Initiator.REMOTE))
                .isEqualTo(CollisionResolution.KEEP_NEWCOMER);
        assertThat(confirmed(Initiator.REMOTE, WE_DOMINATE, Initiator.LOCAL))
                .isEqualTo(CollisionResolution.KEEP_EXISTING);
    }

    @Test
    void withEqualIdentifiersTheGreaterAsNumberDecides() {
        PeerConfig greater = TestPeers.withAs(AsNumber.of(65002), AsNumber.of(65001));
        PeerConfig smaller = TestPeers.withAs(AsNumber.of(65001), AsNumber.of(65002));
        assertThat(confirmed(Initiator.LOCAL, sameIdentifier(greater, 65001), Initiator.REMOTE))
                .isEqualTo(CollisionResolution.KEEP_NEWCOMER);
        assertThat(confirmed(Initiator.LOCAL, sameIdentifier(smaller, 65002), Initiator.REMOTE))
                .isEqualTo(CollisionResolution.KEEP_EXISTING);
    }

    private static NegotiatedSession sameIdentifier(PeerConfig config, long peerAs) {
        OpenMessage open = new OpenMessage(
                4,
                AsNumber.of(peerAs),
                240,
                TestPeers.LOCAL_ID,
                OpenNegotiation.ourOpen(TestPeers.withAs(AsNumber.of(peerAs), AsNumber.of(1)), RestartState.NONE)
                        .capabilities());
        return TestPeers.negotiated(config, open);
    }

    @Test
    void ofTwoFromTheSameSideTheNewerStays() {
        for (Initiator side : Initiator.values()) {
            assertThat(confirmed(side, THEY_DOMINATE, side)).isEqualTo(CollisionResolution.KEEP_NEWCOMER);
        }
    }

    @Test
    void anEstablishedSessionWinsAlways() {
        for (Initiator side : Initiator.values()) {
            assertThat(CollisionResolution.decide(side, THEY_DOMINATE, Initiator.LOCAL, FsmState.ESTABLISHED))
                    .isEqualTo(CollisionResolution.KEEP_EXISTING);
        }
    }

    @Test
    void anAttemptWithoutAnOpenGivesWay() {
        for (FsmState state : new FsmState[] {FsmState.IDLE, FsmState.CONNECT, FsmState.ACTIVE}) {
            assertThat(CollisionResolution.decide(Initiator.REMOTE, THEY_DOMINATE, Initiator.LOCAL, state))
                    .isEqualTo(CollisionResolution.KEEP_NEWCOMER);
        }
    }

    @Test
    void aConnectionOnWhichNothingWasHeardIsJudgedLater() {
        assertThat(CollisionResolution.decide(Initiator.REMOTE, THEY_DOMINATE, Initiator.LOCAL, FsmState.OPEN_SENT))
                .isEqualTo(CollisionResolution.KEEP_BOTH);
    }
}
