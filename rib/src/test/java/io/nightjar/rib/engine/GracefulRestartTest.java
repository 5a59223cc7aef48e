package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.rib.PeerView;
import io.nightjar.rib.StaleReason;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.engine.RibCommand.RouteRefreshReceived;
import io.nightjar.rib.outbound.ExportReason;
import io.nightjar.rib.testing.RecordingRibListener.Wait;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestPolicies;
import io.nightjar.rib.testing.TestTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GracefulRestartTest {

    private static final AddressFamily IPV4 = AddressFamily.IPV4_UNICAST;

    private static final AddressFamily IPV6 = AddressFamily.IPV6_UNICAST;

    private static final PeerFeatures HELPING =
            PeerFeatures.NONE.withGracefulRestart(new GracefulRestartSettings(Mode.HELPER, 120, 3600));

    private static final PathAttributes ATTRIBUTES = TestAttributes.internal("10.0.0.1");

    private static final String A = "192.168.1.0/26";

    private static final String B = "192.168.2.0/26";

    private final TestTable table = new TestTable();

    /** Restarts within 90 s, and has kept on forwarding IPv4 when it says so. */
    private final TestPeer peer = restarting(false);

    private final TestPeer observer = TestPeer.external(9, 65009);

    private static TestPeer restarting(boolean preserved, Capability... further) {
        Capability graceful = new GracefulRestartCapability(
                preserved, true, 90, List.of(new GracefulRestartCapability.Family(IPV4, preserved)));
        Capability[] all = new Capability[further.length + 1];
        all[0] = graceful;
        System.arraycopy(further, 0, all, 1, further.length);
        return TestPeer.internal(1).withOffers(HELPING, all);
    }

    private static Capability longLived(boolean preserved) {
        return new LongLivedGracefulRestartCapability(
                List.of(new LongLivedGracefulRestartCapability.Family(IPV4, preserved, 7200)));
    }

    private boolean isBest(String prefix) {
        return table.listener().best().containsKey(Prefix.parse(prefix));
    }

    private PeerView view() {
        return table.view().peer(peer.id()).orElseThrow();
    }

    private Wait lastWait() {
        List<Wait> waits = table.listener().waits();
        return waits.get(waits.size() - 1);
    }

    private void announceAndLose(TestPeer lost) {
        table.up(lost);
        table.up(observer);
        table.announce(lost, ATTRIBUTES, A, B);
        table.lose(lost);
    }

    @Nested
    class WhileThePeerIsAway {

        @Test
        void itsRoutesAreKeptAndNobodyNotices() {
            table.up(peer);
            table.up(observer);
            table.announce(peer, ATTRIBUTES, A, B);
            int batches = table.listener().batches().size();
            int messages = table.output(observer).updates().size();
            table.lose(peer);
            assertThat(table.listener().batches()).hasSize(batches);
            assertThat(table.output(observer).updates().size()).isEqualTo(messages);
            assertThat(view().stale()).containsExactly(Map.entry(IPV4, StaleReason.RESTARTING));
            assertThat(view().counts().stale()).isEqualTo(2);
            assertThat(lastWait().limit()).isEqualTo(Duration.ofSeconds(90));
            assertThat(table.view().destination(Prefix.parse(A)).orElseThrow().routes())
                    .allMatch(route -> route.stale() && route.best());
        }

        @Test
        void routesOfAFamilyThatItDoesNotCoverAreGone() {
            table.up(peer);
            table.announce(peer, ATTRIBUTES, A);
            table.announce(peer, TestAttributes.internal("fd00::1"), "fd00:1::/64");
            table.lose(peer);
            assertThat(isBest(A)).isTrue();
            assertThat(isBest("fd00:1::/64")).isFalse();
            assertThat(view().stale()).doesNotContainKey(IPV6);
        }

        @Test
        void anEndThatKeepsNothingKeepsNothing() {
            table.up(peer);
            table.announce(peer, ATTRIBUTES, A);
            table.down(peer);
            assertThat(isBest(A)).isFalse();
            assertThat(table.view().peer(peer.id())).isEmpty();
        }

        @Test
        void aPeerWithoutTheCapabilityKeepsNothing() {
            TestPeer plain = TestPeer.internal(1).withOffers(HELPING);
            announceAndLose(plain);
            assertThat(isBest(A)).isFalse();
            assertThat(table.view().peer(plain.id())).isEmpty();
        }

        @Test
        void whenItsTimeIsUpTheyAreGone() {
            announceAndLose(peer);
            table.apply(lastWait().end());
            assertThat(isBest(A)).isFalse();
            assertThat(table.view().peer(peer.id())).isEmpty();
            assertThat(table.output(observer).routes()).isEmpty();
        }

        @Test
        void removingItFromTheConfigurationEndsIt() {
            announceAndLose(peer);
            table.down(peer);
            assertThat(isBest(A)).isFalse();
            assertThat(table.view().peer(peer.id())).isEmpty();
        }

        @Test
        void anotherPolicyHoldsForStaleRoutesToo() {
            announceAndLose(peer);
            TestPeer strict = peer.withImport(TestPolicies.reject(A));
            table.apply(new RibCommand.PolicyChanged(peer.id(), strict.policy()));
            assertThat(isBest(A)).isFalse();
            assertThat(isBest(B)).isTrue();
            assertThat(view().counts().stale()).isEqualTo(2);
            table.apply(new RibCommand.PolicyChanged(peer.id(), peer.policy()));
            assertThat(isBest(A)).isTrue();
        }

        @Test
        void whatStillComesFromTheFormerSessionIsIgnored() {
            announceAndLose(peer);
            table.withdraw(peer, A);
            table.apply(new RouteRefreshReceived(peer.id(), IPV4, RouteRefreshMessage.BEGIN));
            assertThat(isBest(A)).isTrue();
        }
    }

    @Nested
    class WhenThePeerIsBack {

        private final TestPeer back = restarting(true);

        @Test
        void whatItAnnouncesAgainIsFreshAndTheRestGoesAtItsEndOfRib() {
            announceAndLose(peer);
            Wait restart = lastWait();
            table.up(back);
            assertThat(view().stale()).containsValue(StaleReason.RESYNCING);
            table.announce(back, ATTRIBUTES, A);
            assertThat(view().counts().stale()).isEqualTo(1);
            table.endOfRib(back, IPV4);
            assertThat(isBest(A)).isTrue();
            assertThat(isBest(B)).isFalse();
            assertThat(view().stale()).isEmpty();
            table.apply(restart.end());
            assertThat(isBest(A)).as("a wait that has ended ends nothing").isTrue();
        }

        @Test
        void itMayTakeItsTimeButNotForEver() {
            announceAndLose(peer);
            table.up(back);
            assertThat(lastWait().limit()).isEqualTo(StaleRoutes.PATIENCE);
            table.announce(back, ATTRIBUTES, A);
            table.apply(lastWait().end());
            assertThat(isBest(A)).isTrue();
            assertThat(isBest(B)).isFalse();
        }

        @Test
        void withoutHavingForwardedOnItHasLostTheRoutes() {
            announceAndLose(peer);
            table.up(restarting(false));
            assertThat(isBest(A)).isFalse();
            assertThat(view().stale()).isEmpty();
        }

        @Test
        void withoutTheCapabilityItHasLostTheRoutes() {
            announceAndLose(peer);
            table.up(TestPeer.internal(1).withOffers(HELPING));
            assertThat(isBest(A)).isFalse();
        }

        @Test
        void withoutTheFamilyItHasLostTheRoutes() {
            announceAndLose(peer);
            table.up(back.withFamilies(IPV6));
            assertThat(isBest(A)).isFalse();
        }

        @Test
        void ofTwoRestartsInARowTheSecondForgetsWhatTheFirstHasLeft() {
            announceAndLose(peer);
            table.up(back);
            table.announce(back, ATTRIBUTES, A);
            table.lose(back);
            assertThat(isBest(A)).isTrue();
            assertThat(isBest(B)).isFalse();
            table.up(back);
            table.endOfRib(back, IPV4);
            assertThat(isBest(A)).isFalse();
        }

        @Test
        void anotherPolicyHoldsForWhatWasKept() {
            announceAndLose(peer);
            table.up(back.withImport(TestPolicies.reject(A)));
            assertThat(isBest(A)).isFalse();
            assertThat(isBest(B)).isTrue();
        }

        @Test
        void aSecondSessionWithoutAnEndOfTheFirstStartsFromNothing() {
            table.up(peer);
            table.announce(peer, ATTRIBUTES, A);
            table.up(back);
            assertThat(isBest(A)).isFalse();
        }
    }

    @Nested
    class LongLived {

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
            TestPeer knowing = observer.withOffers(PeerFeatures.NONE, longLived(false));
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
        void internalPeersThatDoNotKnowThemGetThemAsTheLastResort() {
            TestPeer source = TestPeer.external(3, 65003)
                    .withOffers(
                            HELPING, restarting(false).offers().theirs().list().get(0), longLived(false));
            TestPeer internal = TestPeer.internal(4);
            table.up(source);
            table.up(internal);
            table.announce(source, ATTRIBUTES, A);
            table.lose(source);
            table.apply(lastWait().end());
            PathAttributes told = table.output(internal).routes().get(Prefix.parse(A));
            assertThat(told.find(LocalPref.class)).contains(new LocalPref(0));
            assertThat(told.find(Communities.class))
                    .contains(Communities.of(Community.NO_EXPORT, Community.LLGR_STALE));
        }

        @Test
        void whoComesBackThenMustHaveForwardedOnAllTheTime() {
            loseForLong();
            table.up(restarting(true, longLived(true)));
            assertThat(isBest(A)).isTrue();
            table.lose(patient);
            table.apply(lastWait().end());
            assertThat(isBest(A)).as("left over from the restart before").isFalse();
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
    }
}
