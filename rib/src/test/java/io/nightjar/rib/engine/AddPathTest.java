package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.engine.RibCommand.RouteRefreshReceived;
import io.nightjar.rib.testing.RecordingPeerOutput;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several paths to a destination (RFC 7911). */
class AddPathTest {

    private static final Prefix P = Prefix.parse("10.1.0.0/16");
    private static final Set<AddressFamily> IPV4 = Set.of(AddressFamily.IPV4_UNICAST);

    private final TestTable table = new TestTable();
    private final TestPeer one = TestPeer.external(1, 65001).withAddPath(IPV4, Set.of());
    private final TestPeer two = TestPeer.external(2, 65002);
    private final TestPeer all = TestPeer.internal(3).withAddPath(Set.of(), IPV4);
    private final TestPeer best = TestPeer.internal(4);

    private static Nlri path(long id) {
        return new Nlri(P, id);
    }

    private void announceThree() {
        table.announce(one, TestAttributes.external("10.0.0.1", 65001), path(7), path(0));
        table.announce(two, TestAttributes.external("10.0.0.2", 65002), P.toString());
    }

    @Test
    void onePeerHearsOfAllPathsAndTheOtherOfTheBestOne() {
        table.up(one);
        table.up(two);
        RecordingPeerOutput toAll = table.up(all);
        RecordingPeerOutput toBest = table.up(best);
        announceThree();
        assertThat(toAll.paths()).containsOnlyKeys(path(1), path(2), path(3));
        assertThat(toBest.paths()).containsOnlyKeys(Nlri.of(P));
        assertThat(table.view().received(one.id())).hasSize(2);
        assertThat(table.view().destination(P).orElseThrow().routes()).hasSize(3);
    }

    @Test
    void aChangeOfOnePathSendsThatPath() {
        table.up(one);
        table.up(two);
        RecordingPeerOutput output = table.up(all);
        announceThree();
        int before = output.updates().size();
        table.announce(one, TestAttributes.external("10.0.0.1", 65001, new MultiExitDisc(5)), path(0));
        assertThat(output.updates()).hasSize(before + 1);
        assertThat(output.updates().get(before).announced()).containsExactly(path(2));
        table.withdraw(one, path(7));
        assertThat(output.updates()).hasSize(before + 2);
        assertThat(output.updates().get(before + 1).withdrawn()).containsExactly(path(1));
        assertThat(output.paths()).containsOnlyKeys(path(2), path(3));
    }

    @Test
    void aPathThatComesTakesANumberThatIsFree() {
        table.up(one);
        table.up(two);
        RecordingPeerOutput output = table.up(all);
        announceThree();
        table.withdraw(one, path(0));
        table.announce(one, TestAttributes.external("10.0.0.9", 65001), path(9));
        assertThat(output.paths()).containsOnlyKeys(path(1), path(2), path(3));
        assertThat(output.paths().get(path(2))).isEqualTo(toldOf("10.0.0.9"));
    }

    private Object toldOf(String nextHop) {
        return table.view().advertised(all.id()).stream()
                .filter(route -> nextHop.equals(String.valueOf(route.nextHop())))
                .findFirst()
                .orElseThrow()
                .attributes();
    }

    @Test
    void aPeerDoesNotHearOfItsOwnPaths() {
        TestPeer both = TestPeer.external(5, 65005).withAddPath(IPV4, IPV4);
        RecordingPeerOutput output = table.up(both);
        table.up(two);
        table.announce(both, TestAttributes.external("10.0.0.5", 65005), path(1), path(2));
        table.announce(two, TestAttributes.external("10.0.0.2", 65002), P.toString());
        assertThat(output.paths()).containsOnlyKeys(path(3));
        assertThat(table.view().peer(both.id()).orElseThrow().counts().advertised())
                .isEqualTo(1);
    }

    @Test
    void aSlowMemberIsToldOfJustThePathsThatItHasMissed() {
        table.up(one);
        table.up(two);
        RecordingPeerOutput output = table.up(all);
        announceThree();
        output.block();
        table.withdraw(one, path(0));
        table.announce(one, TestAttributes.external("10.0.0.8", 65001), path(8));
        table.withdraw(one, path(7));
        table.withdraw(one, path(8));
        int before = output.updates().size();
        table.drain(all);
        assertThat(output.paths()).containsOnlyKeys(path(3));
        assertThat(output.updates()).hasSize(before + 1);
        assertThat(output.updates().get(before).withdrawn()).containsExactlyInAnyOrder(path(1), path(2));
    }

    @Test
    void aRefreshTellsAllPathsAgain() {
        table.up(one);
        table.up(two);
        RecordingPeerOutput output = table.up(all);
        announceThree();
        Map<?, ?> before = Map.copyOf(output.paths());
        output.paths().clear();
        table.apply(new RouteRefreshReceived(all.id(), AddressFamily.IPV4_UNICAST, RouteRefreshMessage.REQUEST));
        assertThat(output.paths()).isEqualTo(before);
    }

    @Test
    void whoseSessionEndsTakesItsPathsAlong() {
        table.up(one);
        table.up(two);
        RecordingPeerOutput output = table.up(all);
        announceThree();
        table.down(one);
        assertThat(output.paths()).containsOnlyKeys(path(3));
        table.down(two);
        assertThat(output.paths()).isEmpty();
        assertThat(table.view().advertised(all.id())).isEqualTo(List.of());
    }
}
