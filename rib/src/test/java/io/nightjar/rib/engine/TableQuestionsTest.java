package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.ExportView;
import io.nightjar.rib.RouteChanges;
import io.nightjar.rib.TableSize;
import io.nightjar.rib.outbound.ExportReason;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import org.junit.jupiter.api.Test;

/** What is asked about a table for people. */
class TableQuestionsTest {

    private static final Prefix ONE = Prefix.parse("10.1.0.0/16");

    private final TestTable table = new TestTable();
    private final TestPeer first = TestPeer.internal(1);
    private final TestPeer second = TestPeer.external(2, 65002);

    @Test
    void sizeAndDestinationsAreThoseOfAFamily() {
        table.up(first);
        table.up(second);
        table.announce(first, TestAttributes.internal("10.0.0.1"), "10.1.0.0/16", "10.2.0.0/16");
        table.announce(second, TestAttributes.external("10.0.0.2", 65002), "10.1.0.0/16");

        assertThat(table.view().size(Afi.IPV4)).isEqualTo(new TableSize(2, 3));
        assertThat(table.view().size(Afi.IPV6)).isEqualTo(new TableSize(0, 0));
        assertThat(table.view().prefixes(Afi.IPV4)).containsExactlyInAnyOrder(ONE, Prefix.parse("10.2.0.0/16"));
        assertThat(table.view().prefixes(Afi.IPV6)).isEmpty();
        DestinationView candidates = table.view().candidates(ONE).orElseThrow();
        assertThat(candidates.routes()).hasSize(2);
        assertThat(candidates.routes().get(0).best()).isTrue();
        assertThat(table.view().candidates(Prefix.parse("10.9.0.0/16"))).isEmpty();
    }

    @Test
    void destinationsAreListedWithThoseThatNobodyAcceptedAndForEachPeer() {
        TestPeer refusing = TestPeer.external(3, 65003).withImport(RoutePolicy.REJECT_ALL);
        table.up(first);
        table.up(refusing);
        table.announce(first, TestAttributes.internal("10.0.0.1"), "10.1.0.0/16", "10.2.0.0/16");
        table.announce(refusing, TestAttributes.external("10.0.0.3", 65003), "10.1.0.0/16", "10.4.0.0/16");

        assertThat(table.view().announced())
                .containsOnly(ONE, Prefix.parse("10.2.0.0/16"), Prefix.parse("10.4.0.0/16"));
        assertThat(table.view().announced(first.id())).containsExactlyInAnyOrder(ONE, Prefix.parse("10.2.0.0/16"));
        assertThat(table.view().announced(refusing.id())).containsExactlyInAnyOrder(ONE, Prefix.parse("10.4.0.0/16"));
        assertThat(table.view().announced(second.id())).isEmpty();
    }

    @Test
    void whatAPeerIsToldIsAskedForOneDestination() {
        table.up(first);
        table.up(second);
        table.announce(first, TestAttributes.internal("10.0.0.1"), "10.1.0.0/16", "10.2.0.0/16");

        assertThat(table.view().advertised(second.id(), ONE))
                .singleElement()
                .isEqualTo(table.view().advertised(second.id()).get(0));
        assertThat(table.view().advertised(first.id(), ONE)).isEmpty();
        assertThat(table.view().advertised(second.id(), Prefix.parse("10.9.0.0/16")))
                .isEmpty();
        assertThat(table.view().advertised(TestPeer.internal(9).id(), ONE)).isEmpty();
    }

    @Test
    void anyRouteCanBeHeldAgainstTheRulesOfExport() {
        table.up(first);
        table.up(second);
        table.announce(first, TestAttributes.internal("10.0.0.1"), "10.1.0.0/16");
        Route route = table.view().candidates(ONE).orElseThrow().routes().get(0).route();

        ExportView back = table.view().export(first.id(), route).orElseThrow();
        ExportView on = table.view().export(second.id(), route).orElseThrow();

        assertThat(back.verdict().reason()).isEqualTo(ExportReason.NOT_BACK_TO_SOURCE);
        assertThat(back.told()).isNull();
        assertThat(on.verdict().advertised()).isTrue();
        Route told = on.told();
        assertThat(told).isNotNull();
        assertThat(told.attributes().find(LocalPref.class)).isEmpty();
        assertThat(table.view().export(TestPeer.internal(9).id(), route)).isEmpty();
        assertThat(table.view().tellsAllPaths(first.id(), Afi.IPV4)).isFalse();
        assertThat(table.view().tellsAllPaths(TestPeer.internal(9).id(), Afi.IPV4))
                .isFalse();
    }

    @Test
    void changesAreCountedByWhatBecomesOfThem() {
        TestPeer refusing = TestPeer.external(3, 65003).withImport(RoutePolicy.REJECT_ALL);
        table.up(first);
        table.up(refusing);
        table.announce(first, TestAttributes.internal("10.0.0.1"), "10.1.0.0/16", "10.2.0.0/16");
        table.announce(first, TestAttributes.internal("10.0.0.1"), "10.1.0.0/16");
        table.withdraw(first, "10.2.0.0/16", "10.3.0.0/16");
        table.announce(refusing, TestAttributes.external("10.0.0.3", 65003), "10.4.0.0/16");
        table.announce(
                refusing,
                TestAttributes.with(TestAttributes.external("10.0.0.3", 65003), TestAttributes.path(65003, 64512)),
                "10.5.0.0/16");

        RouteChanges changes = table.view().changes(first.id());
        RouteChanges refused = table.view().changes(refusing.id());

        assertThat(changes.updates()).isEqualTo(new RouteChanges.Received(0, 0, 1, 2));
        assertThat(changes.updates().all()).isEqualTo(3);
        assertThat(changes.withdraws()).isEqualTo(new RouteChanges.Received(0, 0, 1, 1));
        assertThat(refused.updates()).isEqualTo(new RouteChanges.Received(1, 1, 0, 0));
        assertThat(refused.told()).isEqualTo(2);
        assertThat(refused.takenBack()).isEqualTo(1);
        assertThat(changes.told()).isZero();
        assertThat(table.view().changes(TestPeer.internal(9).id())).isEqualTo(RouteChanges.NONE);
    }
}
