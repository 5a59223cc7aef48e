package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.rib.StaleReason;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.outbound.ExportReason;
import io.nightjar.rib.testing.RecordingRibListener.Wait;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Routes that are kept for long (RFC 9494). */
class LongLivedRestartTest extends RestartFixture {

    private final TestPeer patient = restarting(false, longLived(false));

    private void loseForLong(PathAttribute... further) {
        table.up(patient);
        table.up(observer);
        table.announce(patient, TestAttributes.internal("10.0.0.1", further), A);
        table.lose(patient);
        table.apply(lastWait().end());
    }

    @Test
    void afterTheRestartTimeRoutesAreTheLastResort() {
        TestPeer other = TestPeer.internal(2);
        table.up(other);
        loseForLong(new LocalPref(500));
        assertThat(isBest(A)).isTrue();
        assertThat(view().stale()).containsValue(StaleReason.LONG_LIVED);
        assertThat(lastWait().limit()).as("no longer than we grant").isEqualTo(Duration.ofHours(1));
        table.announce(other, TestAttributes.internal("10.0.0.2", new LocalPref(1)), A);
        var destination = table.view().destination(Prefix.parse(A)).orElseThrow();
        assertThat(destination.routes().get(0).route().source().peer()).isEqualTo(other.id());
        assertThat(destination.routes().get(1).step()).isEqualTo(SelectionReason.LONG_LIVED_STALE);
        assertThat(destination.routes().get(1).route().attributes().find(Communities.class))
                .contains(Communities.of(Community.LLGR_STALE));
    }

    @Test
    void routesThatMustNotBeKeptThatLongAreGone() {
        loseForLong(Communities.of(Community.NO_LLGR));
        assertThat(isBest(A)).isFalse();
    }

    @Test
    void routesThatWereStaleBeforeStayAsTheyAre() {
        loseForLong(Communities.of(Community.LLGR_STALE));
        assertThat(isBest(A)).isTrue();
        assertThat(view().counts().stale()).isEqualTo(1);
    }

    @Test
    void whenThatTimeIsUpTooTheyAreGone() {
        loseForLong();
        table.apply(lastWait().end());
        assertThat(isBest(A)).isFalse();
        assertThat(table.view().peer(patient.id())).isEmpty();
    }

    @Test
    void externalPeersThatDoNotKnowThemLoseThem() {
        loseForLong();
        assertThat(table.output(observer).routes()).isEmpty();
        assertThat(table.view()
                        .exportVerdict(observer.id(), Prefix.parse(A))
                        .orElseThrow()
                        .reason())
                .isEqualTo(ExportReason.LONG_LIVED_STALE);
    }

    @Test
    void externalPeersThatKnowThemAreTold() {
        TestPeer knowing = observer.withOffers(PeerFeatures.NONE, HELPS, longLived(false));
        table.up(knowing);
        table.up(patient);
        table.announce(patient, ATTRIBUTES, A);
        table.lose(patient);
        table.apply(lastWait().end());
        Communities told = table.output(knowing)
                .routes()
                .get(Prefix.parse(A))
                .find(Communities.class)
                .orElseThrow();
        assertThat(told.values()).containsExactly(Community.LLGR_STALE);
    }

    @Test
    void toKnowThemWithoutGracefulRestartIsNotToKnowThem() {
        TestPeer half = observer.withOffers(PeerFeatures.NONE, longLived(false));
        table.up(half);
        table.up(patient);
        table.announce(patient, ATTRIBUTES, A);
        table.lose(patient);
        table.apply(lastWait().end());
        assertThat(table.output(half).routes()).isEmpty();
    }

    @Test
    void internalPeersThatDoNotKnowThemGetThemAsTheLastResort() {
        TestPeer source = TestPeer.external(3, 65003)
                .withOffers(HELPING, restarting(false).offers().theirs().list().get(0), longLived(false));
        TestPeer internal = TestPeer.internal(4);
        table.up(source);
        table.up(internal);
        table.announce(source, ATTRIBUTES, A);
        table.lose(source);
        table.apply(lastWait().end());
        PathAttributes told = table.output(internal).routes().get(Prefix.parse(A));
        assertThat(told.find(LocalPref.class)).contains(new LocalPref(0));
        assertThat(told.find(Communities.class)).contains(Communities.of(Community.NO_EXPORT, Community.LLGR_STALE));
    }

    @Test
    void whoComesBackThenMustHaveForwardedOnAllTheTime() {
        loseForLong();
        table.up(restarting(true, longLived(true)));
        assertThat(isBest(A)).isTrue();
    }

    /** RFC 9494 §4.2: the time that began with the first loss is neither cut short nor begun anew. */
    @Test
    void aSecondLossBeforeTheEndOfRibChangesNothingInTheirTime() {
        loseForLong();
        Wait longWait = lastWait();
        table.up(restarting(true, longLived(true)));
        table.announce(patient, ATTRIBUTES, B);
        table.lose(patient);
        assertThat(isBest(A)).isTrue();
        table.apply(lastWait().end());
        assertThat(view().stale()).containsValue(StaleReason.LONG_LIVED);
        assertThat(lastWait().limit()).as("no further wait").isEqualTo(Duration.ofSeconds(90));
        assertThat(isBest(A) && isBest(B)).isTrue();
        table.apply(longWait.end());
        assertThat(isBest(A) || isBest(B)).isFalse();
        assertThat(table.view().peer(patient.id())).isEmpty();
    }

    @Test
    void theirTimeAlsoEndsDuringTheNextRestart() {
        loseForLong();
        Wait longWait = lastWait();
        table.up(restarting(true, longLived(true)));
        table.lose(patient);
        table.apply(longWait.end());
        assertThat(isBest(A)).isFalse();
        assertThat(table.view().peer(patient.id())).isEmpty();
    }

    @Test
    void whoComesBackASecondTimeMustHaveForwardedOnByBothCapabilities() {
        for (TestPeer back :
                List.of(restarting(false, longLived(true)), restarting(true, longLived(false)), restarting(true))) {
            loseForLong();
            table.up(restarting(true, longLived(true)));
            table.lose(patient);
            table.up(back);
            assertThat(isBest(A)).isFalse();
        }
        loseForLong();
        table.up(restarting(true, longLived(true)));
        table.lose(patient);
        table.up(restarting(true, longLived(true)));
        assertThat(isBest(A)).isTrue();
    }

    @Test
    void theirTimeGoesOnWhileThePeerIsSynchronized() {
        loseForLong();
        Wait longWait = lastWait();
        TestPeer back = restarting(true, longLived(true));
        table.up(back);
        table.announce(back, ATTRIBUTES, B);
        table.apply(longWait.end());
        assertThat(isBest(A)).isFalse();
        assertThat(isBest(B)).isTrue();
        table.lose(back);
        assertThat(isBest(B)).as("lost again before the End-of-RIB").isFalse();
    }

    @Test
    void whoIsSynchronizedLateIsKeptLikeAnyOther() {
        loseForLong();
        Wait longWait = lastWait();
        TestPeer back = restarting(true, longLived(true));
        table.up(back);
        table.apply(longWait.end());
        table.announce(back, ATTRIBUTES, B);
        table.endOfRib(back, IPV4);
        table.lose(back);
        assertThat(isBest(B)).isTrue();
    }

    @Test
    void whoComesBackThenWithoutHavingForwardedOnHasLostTheRoutes() {
        loseForLong();
        table.up(restarting(true, longLived(false)));
        assertThat(isBest(A)).isFalse();
    }

    @Test
    void whoComesBackThenWithoutTheCapabilityHasLostTheRoutes() {
        loseForLong();
        table.up(restarting(true));
        assertThat(isBest(A)).isFalse();
    }

    /** Each loss, each return and each time that passes begins another wait in the place of the one before. */
    @Test
    void whoComesAndGoesWithoutEndIsNotWaitedForMoreThanTwiceAtATime() {
        loseForLong();
        for (int turn = 0; turn < 100; turn++) {
            table.up(restarting(true, longLived(true)));
            assertThat(table.listener().running()).hasSize(2);
            table.lose(patient);
            assertThat(table.listener().running()).hasSize(2);
            if (turn % 2 == 0) {
                table.apply(lastWait().end());
                assertThat(table.listener().running()).hasSize(1);
            }
        }
        table.up(restarting(true, longLived(true)));
        table.endOfRib(patient, IPV4);
        assertThat(table.listener().running()).isEmpty();
    }
}
