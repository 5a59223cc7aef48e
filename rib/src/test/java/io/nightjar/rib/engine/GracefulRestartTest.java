package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.StaleReason;
import io.nightjar.rib.engine.RibCommand.RouteRefreshReceived;
import io.nightjar.rib.testing.RecordingRibListener.Wait;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestPolicies;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Routes that are kept while a peer restarts (RFC 4724). */
class GracefulRestartTest extends RestartFixture {

    @Nested
    class WhileThePeerIsAway {

        @Test
        void whatIsKeptOfALostPeerIsForgottenAndToldWhenItsTimeIsUp() {
            announceAndLose(peer);
            assertThat(table.listener().forgotten()).isEmpty();
            table.apply(lastWait().end());
            assertThat(table.listener().forgotten()).containsExactly(peer.session());
        }

        @Test
        void whatIsNotKeptOfALostPeerIsForgottenAtOnce() {
            table.up(observer);
            table.lose(observer);
            assertThat(table.listener().forgotten()).containsExactly(observer.session());
        }

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
        void whatARefreshHadNotYetConfirmedIsKeptAsWell() {
            table.up(peer);
            table.announce(peer, ATTRIBUTES, A, B);
            table.endOfRib(peer, IPV4);
            table.apply(new RouteRefreshReceived(peer.id(), IPV4, RouteRefreshMessage.BEGIN));
            table.announce(peer, ATTRIBUTES, A);
            table.lose(peer);
            assertThat(isBest(A) && isBest(B)).isTrue();
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
}
