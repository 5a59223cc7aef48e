package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.PeerView.Counts;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.engine.RibCommand.NextHopsChanged;
import io.nightjar.rib.engine.RibCommand.PolicyChanged;
import io.nightjar.rib.engine.RibCommand.RouteRefreshReceived;
import io.nightjar.rib.engine.RibCommand.UpdateReceived;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.nexthop.NextHopResolution.Unreachable;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.outbound.ExportReason;
import io.nightjar.rib.outbound.ExportVerdict;
import io.nightjar.rib.testing.RecordingPeerOutput;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestPolicies;
import io.nightjar.rib.testing.TestTable;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RibEngineTest {

    private static final String P = "192.168.18.64/26";
    private static final String Q = "192.168.196.128/26";
    private static final String V6 = "fd00:1::/122";

    private final TestTable table = new TestTable();
    private final TestPeer one = TestPeer.internal(1);
    private final TestPeer two = TestPeer.internal(2);
    private final TestPeer outside = TestPeer.external(3, 65003);

    private static PathAttributes via(String nextHop) {
        return TestAttributes.internal(nextHop);
    }

    private static Prefix prefix(String text) {
        return Prefix.parse(text);
    }

    @Nested
    class Receiving {

        @Test
        void anAnnouncedRouteIsUsedAndWithdrawnAgain() {
            table.up(one);
            table.announce(one, via("10.0.0.1"), P);
            assertThat(table.listener().best()).containsOnlyKeys(prefix(P));
            table.withdraw(one, P);
            assertThat(table.listener().best()).isEmpty();
        }

        @Test
        void bothFamiliesAreHeld() {
            table.up(one);
            table.announce(one, via("10.0.0.1"), P);
            table.announce(one, via("fd00::1"), V6);
            assertThat(table.listener().best().get(prefix(V6)).route().nextHop())
                    .isEqualTo(IpAddress.parse("fd00::1"));
            table.withdraw(one, V6);
            assertThat(table.listener().best()).containsOnlyKeys(prefix(P));
        }

        @Test
        void whatIsWithdrawnAndAnnouncedInOneMessageIsAnnounced() {
            table.up(one);
            UpdateMessage announcement = TestTable.announcement(via("10.0.0.1"), P);
            table.apply(new UpdateReceived(
                    one.id(),
                    new UpdateMessage(announcement.announced(), announcement.attributes(), announcement.announced())));
            assertThat(table.listener().best()).containsOnlyKeys(prefix(P));
        }

        @Test
        void aLateUpdateOfASessionThatEndedIsIgnored() {
            table.announce(one, via("10.0.0.1"), P);
            assertThat(table.listener().batches()).isEmpty();
        }

        @Test
        void aPeerThatGoesTakesItsRoutesAlong() {
            table.up(one);
            table.up(two);
            table.announce(one, via("10.0.0.1"), P, Q);
            table.announce(two, via("10.0.0.2"), P);
            table.down(one);
            assertThat(table.listener().best()).containsOnlyKeys(prefix(P));
            assertThat(table.listener().best().get(prefix(P)).route().source()).isEqualTo(two.source());
            assertThat(table.view().peer(one.id())).isEmpty();
        }

        @Test
        void aNewSessionReplacesAnOlderOneOfThePeer() {
            table.up(one);
            table.announce(one, via("10.0.0.1"), P);
            table.up(one);
            assertThat(table.listener().best()).isEmpty();
            assertThat(table.view().peers()).hasSize(1);
        }

        @Test
        void ownAsInThePathKeepsARouteOutAndIsExplained() {
            table.up(outside);
            table.announce(outside, TestAttributes.external("10.0.0.3", 65003, TestAttributes.path(65003, 64512)), P);
            assertThat(table.listener().best()).isEmpty();
            DestinationView view = table.view().destination(prefix(P)).orElseThrow();
            assertThat(view.routes().get(0).verdict().reason()).isEqualTo(ImportReason.OWN_AS_IN_PATH);
        }

        @Test
        void aReplacementThatIsNotAcceptedWithdraws() {
            table.up(one);
            table.announce(one, via("10.0.0.1"), P);
            table.announce(one, TestAttributes.internal("10.0.0.1", TestAttributes.path(64512)), P);
            assertThat(table.listener().best()).isEmpty();
            assertThat(table.view().peer(one.id()).orElseThrow().counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0));
        }

        @Test
        void endOfRibIsToldOnceAndAfterTheRoutes() {
            table.up(one);
            table.apply(
                    new UpdateReceived(one.id(), TestTable.announcement(via("10.0.0.1"), P)),
                    new UpdateReceived(one.id(), UpdateMessage.endOfRib(AddressFamily.IPV4_UNICAST)),
                    new UpdateReceived(one.id(), UpdateMessage.endOfRib(AddressFamily.IPV4_UNICAST)),
                    new UpdateReceived(one.id(), UpdateMessage.endOfRib(AddressFamily.IPV6_UNICAST)));
            assertThat(table.listener().endsOfRib())
                    .containsExactly("peer1 ipv4-unicast after 1", "peer1 ipv6-unicast after 1");
            assertThat(table.view().peer(one.id()).orElseThrow().endOfRibReceived())
                    .hasSize(2);
        }

        @Test
        void endOfRibOfAPeerThatIsGoneIsNotTold() {
            table.up(one);
            table.apply(
                    new UpdateReceived(one.id(), UpdateMessage.endOfRib(AddressFamily.IPV4_UNICAST)),
                    new RibCommand.PeerDown(one.id(), false));
            assertThat(table.listener().endsOfRib()).isEmpty();
        }
    }

    @Nested
    class Originating {

        @Test
        void theListIsTheLevel() {
            table.originate(P, Q);
            assertThat(table.listener().best()).containsOnlyKeys(prefix(P), prefix(Q));
            table.originate(Q);
            assertThat(table.listener().best()).containsOnlyKeys(prefix(Q));
            int batches = table.listener().batches().size();
            table.originate(Q);
            assertThat(table.listener().batches()).hasSize(batches);
        }

        @Test
        void ofTwoForOnePrefixTheFirstCounts() {
            table.originate(P, P);
            assertThat(table.listener().best()).hasSize(1);
        }

        @Test
        void ownRouteGoesBeforeALearnedOne() {
            table.up(one);
            table.announce(one, via("10.0.0.1"), P);
            table.originate(P);
            assertThat(table.listener().best().get(prefix(P)).route().isOriginated())
                    .isTrue();
        }
    }

    @Nested
    class Telling {

        @Test
        void aNewPeerIsToldEverythingAndThenEndOfRib() {
            table.originate(P, Q);
            RecordingPeerOutput output = table.up(one);
            assertThat(output.routes()).containsOnlyKeys(prefix(P), prefix(Q));
            assertThat(output.updates()).hasSize(3);
            assertThat(output.updates().get(0).announced()).hasSize(2);
            assertThat(output.endsOfRib()).containsExactly(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);
        }

        @Test
        void anEmptyTableIsCompleteAtOnce() {
            assertThat(table.up(one.withFamilies(AddressFamily.IPV4_UNICAST)).endsOfRib())
                    .containsExactly(AddressFamily.IPV4_UNICAST);
        }

        @Test
        void aSecondMemberDoesNotDisturbTheFirst() {
            table.originate(P);
            RecordingPeerOutput first = table.up(one);
            int before = first.updates().size();
            table.up(two);
            assertThat(first.updates()).hasSize(before);
        }

        @Test
        void membersShareTheOctets() {
            RecordingPeerOutput first = table.up(one);
            RecordingPeerOutput second = table.up(two);
            table.originate(P);
            assertThat(first.messages())
                    .hasSize(3)
                    .last()
                    .isEqualTo(second.messages().get(2));
            assertThat(first.blocks())
                    .last()
                    .isSameAs(second.blocks().get(second.blocks().size() - 1));
        }

        @Test
        void nothingGoesBackToItsSource() {
            RecordingPeerOutput source = table.up(outside);
            RecordingPeerOutput other = table.up(TestPeer.external(4, 65004));
            table.announce(outside, TestAttributes.external("10.0.0.3", 65003), P);
            assertThat(source.routes()).isEmpty();
            assertThat(other.routes()).containsOnlyKeys(prefix(P));
            assertThat(table.view().exportVerdict(outside.id(), prefix(P)))
                    .contains(new ExportVerdict(ExportReason.NOT_BACK_TO_SOURCE));
        }

        @Test
        void aNewSourceHasItsEarlierRouteTakenBackAndTheFormerOneHearsTheNew() {
            TestPeer first = TestPeer.external(3, 65003);
            TestPeer second = TestPeer.external(4, 65003);
            RecordingPeerOutput toFirst = table.up(first);
            RecordingPeerOutput toSecond = table.up(second);
            table.announce(second, TestAttributes.external("10.0.0.4", 65003), P);
            assertThat(toFirst.routes()).containsOnlyKeys(prefix(P));
            table.announce(first, TestAttributes.external("10.0.0.3", 65003), P);
            // Both routes look the same to others, only their sources differ.
            assertThat(toFirst.routes()).isEmpty();
            assertThat(toSecond.routes()).containsOnlyKeys(prefix(P));
        }

        @Test
        void aRefreshTellsTheFamilyAgain() {
            table.originate(P, Q);
            RecordingPeerOutput output = table.up(one);
            int before = output.updates().size();
            table.apply(new RouteRefreshReceived(one.id(), AddressFamily.IPV6_UNICAST, RouteRefreshMessage.REQUEST));
            assertThat(output.updates()).hasSize(before);
            table.apply(new RouteRefreshReceived(one.id(), AddressFamily.IPV4_UNICAST, RouteRefreshMessage.REQUEST));
            assertThat(output.updates()).hasSize(before + 1);
            assertThat(output.updates().get(before).announced()).hasSize(2);
            table.apply(new RouteRefreshReceived(two.id(), AddressFamily.IPV4_UNICAST, RouteRefreshMessage.REQUEST));
        }

        @Test
        void attributesThatDoNotFitAMessageWithdrawTheRoute() {
            RecordingPeerOutput output = table.up(one);
            table.up(outside);
            table.announce(outside, TestAttributes.external("10.0.0.3", 65003), P);
            assertThat(output.routes()).hasSize(1);
            long[] numbers = new long[255];
            Arrays.fill(numbers, 65003);
            AsPath.Segment segment = TestAttributes.path(numbers).segments().get(0);
            AsPath endless = new AsPath(List.of(segment, segment, segment, segment));
            table.announce(outside, TestAttributes.external("10.0.0.3", 65003, endless), P);
            assertThat(output.routes()).isEmpty();
        }
    }

    @Nested
    class Policies {

        @Test
        void anImportPolicyAppliesToWhatIsAlreadyThere() {
            table.up(one);
            table.announce(one, via("10.0.0.1"), P, Q);
            table.apply(new PolicyChanged(
                    one.id(), one.withImport(TestPolicies.reject(P)).policy()));
            assertThat(table.listener().best()).containsOnlyKeys(prefix(Q));
            DestinationView view = table.view().destination(prefix(P)).orElseThrow();
            assertThat(view.routes().get(0).verdict().origin()).isEqualTo("no " + P);
            table.apply(new PolicyChanged(one.id(), one.policy()));
            assertThat(table.listener().best()).containsOnlyKeys(prefix(P), prefix(Q));
        }

        @Test
        void anExportPolicyTellsOnlyTheDifference() {
            table.originate(P, Q);
            RecordingPeerOutput output = table.up(one);
            int before = output.updates().size();
            table.apply(new PolicyChanged(
                    one.id(), one.withExport(TestPolicies.reject(P)).policy()));
            assertThat(output.routes()).containsOnlyKeys(prefix(Q));
            assertThat(output.updates()).hasSize(before + 1);
            assertThat(output.updates().get(before).withdrawn()).hasSize(1);
            table.apply(new PolicyChanged(one.id(), one.policy()));
            assertThat(output.routes()).containsOnlyKeys(prefix(P), prefix(Q));
            assertThat(output.endsOfRib()).hasSize(2);
        }

        @Test
        void anotherNextHopModeTellsTheRoutesAgain() {
            table.up(outside);
            table.announce(outside, TestAttributes.external("10.0.0.3", 65003), P);
            RecordingPeerOutput output = table.up(one);
            table.apply(new PolicyChanged(
                    one.id(), one.withNextHop(NextHopMode.SELF).policy()));
            assertThat(output.routes().get(prefix(P)))
                    .isEqualTo(TestAttributes.external("10.0.0.254", 65003, LocalPref.DEFAULT));
        }

        @Test
        void theSamePolicyAgainDoesNothing() {
            table.originate(P);
            RecordingPeerOutput output = table.up(one);
            int before = output.updates().size();
            table.apply(new PolicyChanged(one.id(), one.policy()), new PolicyChanged(two.id(), two.policy()));
            assertThat(output.updates()).hasSize(before);
        }
    }

    @Test
    void unreachableNextHopsAreTold() {
        table.up(one);
        table.announce(one, via("10.0.0.1"), P);
        table.apply(new NextHopsChanged(
                nextHop -> NextHopResolver.Match.certain(new Unreachable(Unreachable.Reason.NO_ROUTE))));
        assertThat(table.listener().best().get(prefix(P)).reachable()).isFalse();
    }

    @Test
    void anotherThreadIsRefused() {
        table.originate(P);
        CompletableFuture<Void> elsewhere =
                CompletableFuture.runAsync(() -> table.engine().settle(), task -> new Thread(task, "stranger").start());
        assertThatThrownBy(elsewhere::join)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stranger");
    }
}
