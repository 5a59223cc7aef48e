package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.outbound.ExportRules;
import io.nightjar.rib.outbound.ExportTarget;
import io.nightjar.rib.outbound.MeshRule;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 8326 §4: who is about to go says so in all its announcements. */
class DrainTest {

    private static final String BLOCK = "192.168.0.0/26";

    private static PathAttributes told(TestPeer peer, Route route) {
        ExportTarget target = ExportTarget.of(peer.session(), peer.policy()).whileDraining();
        return new ExportRules(new MeshRule()).attributes(route, target);
    }

    @Test
    void routesAreTheLastResortInsideTheAsAndMarkedForTheOthers() {
        Route own = Route.originated(Prefix.parse(BLOCK), "test");
        PathAttributes inside = told(TestPeer.internal(1), own);
        assertThat(inside.find(LocalPref.class)).contains(new LocalPref(0));
        assertThat(Communities.carries(inside, Community.GRACEFUL_SHUTDOWN)).isTrue();
        PathAttributes outside = told(TestPeer.external(2, 65002), own);
        assertThat(outside.find(LocalPref.class)).isEmpty();
        assertThat(Communities.carries(outside, Community.GRACEFUL_SHUTDOWN)).isTrue();
    }

    @Test
    void otherCommunitiesStayAndTheMarkIsThereOnce() {
        Community another = new Community(64512 << 16 | 7);
        Communities both = new Communities(List.of(another, Community.GRACEFUL_SHUTDOWN), false);
        Route own = Route.originated(Prefix.parse(BLOCK), "test");
        Route marked = own.withAttributes(own.attributes().with(both));
        assertThat(told(TestPeer.internal(1), marked).find(Communities.class)).contains(both);
        Route other = own.withAttributes(own.attributes().with(new Communities(List.of(another), false)));
        assertThat(told(TestPeer.internal(1), other).find(Communities.class)).contains(both);
    }

    @Test
    void everybodyIsToldAgainAndWhoComesLaterIsToldAtOnce() {
        TestTable table = new TestTable();
        TestPeer one = TestPeer.internal(1);
        TestPeer two = TestPeer.internal(2);
        table.up(one);
        table.originate(BLOCK);
        assertThat(preference(table, one)).isEqualTo(100);
        table.apply(new RibCommand.Drain());
        assertThat(preference(table, one)).isZero();
        table.up(two);
        assertThat(preference(table, two)).isZero();
    }

    private static long preference(TestTable table, TestPeer peer) {
        List<Route> told = table.engine().view().advertised(peer.id());
        assertThat(told).hasSize(1);
        return told.get(0).attributes().find(LocalPref.class).orElseThrow().value();
    }
}
