package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.PeerView.Counts;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.outbound.ExportReason;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestPolicies;
import io.nightjar.rib.testing.TestTable;
import org.junit.jupiter.api.Test;

/** What can be read out of a table. */
class EngineViewTest {

    private static final String P = "192.168.18.64/26";
    private static final String Q = "192.168.196.128/26";

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

    @Test
    void countsAreThoseOfThePeer() {
        table.up(one.withImport(TestPolicies.reject(Q)));
        table.up(outside);
        table.originate("10.9.0.0/16");
        table.announce(one, via("10.0.0.1"), P, Q);
        assertThat(table.view().peers())
                .extracting(view -> view.counts())
                .containsExactly(new Counts(2, 1, 1, 1, 0, 0), new Counts(0, 0, 0, 2, 0, 0));
    }

    @Test
    void aPeerShowsWhatItHasAnnouncedAndWhetherItWasToldEverything() {
        table.up(one);
        table.announce(one, via("10.0.0.1"), P, Q);
        assertThat(table.view().peers()).singleElement().satisfies(peer -> {
            assertThat(peer.announced()).containsEntry(AddressFamily.IPV4_UNICAST, 2);
            assertThat(peer.endOfRibSent()).isEqualTo(one.codec().families());
            assertThat(peer.endOfRibReceived()).isEmpty();
        });
    }

    @Test
    void aDestinationShowsWhoLostWhereAndWhoWasNotAccepted() {
        table.up(one);
        table.up(two);
        table.up(outside.withImport(TestPolicies.reject(P)));
        table.announce(outside, TestAttributes.external("10.0.0.3", 65003), P);
        table.announce(two, via("10.0.0.2"), P);
        table.announce(one, via("10.0.0.1"), P);
        DestinationView view = table.view().destinations().get(0);
        assertThat(view.routes())
                .extracting(DestinationView.RouteView::step)
                .containsExactly(SelectionReason.BGP_IDENTIFIER, SelectionReason.BGP_IDENTIFIER, null);
        assertThat(view.routes()).extracting(DestinationView.RouteView::best).containsExactly(true, false, false);
        assertThat(view.routes().get(2).verdict().reason()).isEqualTo(ImportReason.REJECTED_BY_POLICY);
    }

    @Test
    void anOwnRouteIsExplainedByWhereItWasConfigured() {
        table.originate(P);
        assertThat(table.view()
                        .destination(prefix(P))
                        .orElseThrow()
                        .routes()
                        .get(0)
                        .verdict()
                        .origin())
                .isEqualTo("test of " + P);
        assertThat(table.view().destination(prefix(Q))).isEmpty();
    }

    @Test
    void theLongestMatchIsFound() {
        table.originate("10.0.0.0/8", "10.1.0.0/16", "fd00::/16");
        assertThat(table.view()
                        .longestMatch(IpAddress.parse("10.1.2.3"))
                        .orElseThrow()
                        .prefix())
                .isEqualTo(prefix("10.1.0.0/16"));
        assertThat(table.view()
                        .longestMatch(IpAddress.parse("10.2.2.3"))
                        .orElseThrow()
                        .prefix())
                .isEqualTo(prefix("10.0.0.0/8"));
        assertThat(table.view().longestMatch(IpAddress.parse("11.2.2.3"))).isEmpty();
    }

    @Test
    void tablesOfAPeerAreShown() {
        table.originate(Q);
        table.up(one);
        table.announce(one, via("10.0.0.1"), P);
        assertThat(table.view().received(one.id()))
                .extracting(route -> route.prefix())
                .containsExactly(prefix(P));
        assertThat(table.view().advertised(one.id()))
                .extracting(route -> route.prefix())
                .containsExactly(prefix(Q));
        assertThat(table.view().bestPaths()).extracting(best -> best.prefix()).containsExactly(prefix(P), prefix(Q));
        assertThat(table.view().received(two.id())).isEmpty();
        assertThat(table.view().advertised(two.id())).isEmpty();
    }

    @Test
    void exportVerdictsSayWhyNot() {
        table.up(one);
        table.up(two);
        table.announce(one, via("10.0.0.1"), P);
        assertThat(table.view().exportVerdict(two.id(), prefix(P)).orElseThrow().reason())
                .isEqualTo(ExportReason.INTERNAL_TO_INTERNAL);
        assertThat(table.view().exportVerdict(two.id(), prefix(Q)).orElseThrow().reason())
                .isEqualTo(ExportReason.NO_ROUTE);
        assertThat(table.view().exportVerdict(outside.id(), prefix(P))).isEmpty();
    }
}
