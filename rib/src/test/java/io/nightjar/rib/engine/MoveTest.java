package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.testing.RecordingPeerOutput;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestPolicies;
import io.nightjar.rib.testing.TestTable;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members that are to be told another table from one turn to the next, as when a filter has changed or we are about to go. */
class MoveTest {

    private static final String P = "192.168.18.64/26";
    private static final String FIRST = "10.0.0.0/24";
    private static final int ROUTES = 3000;
    private static final int CHUNK = 1024;

    private final TestTable table = new TestTable();
    private final TestPeer one = TestPeer.internal(1);
    private final TestPeer other = TestPeer.internal(2);
    private final TestPeer outside = TestPeer.external(3, 65003);
    private final RecordingPeerOutput ofOne = new RecordingPeerOutput(one.codec());
    private final RecordingPeerOutput ofOther = new RecordingPeerOutput(other.codec());

    @BeforeEach
    void fill() {
        table.up(outside);
        for (int med = 0; med < ROUTES / 100; med++) {
            table.announce(outside, TestAttributes.external("10.0.0.3", 65003, new MultiExitDisc(med)), prefixes(med));
        }
        table.up(one, ofOne);
        table.up(other, ofOther);
        ofOne.blocks().clear();
        ofOther.blocks().clear();
    }

    private static String[] prefixes(int med) {
        return IntStream.range(0, 100)
                .mapToObj(k -> "10." + med + "." + k + ".0/24")
                .toArray(String[]::new);
    }

    private static RibCommand policy(TestPeer peer, RoutePolicy export) {
        return new RibCommand.PolicyChanged(peer.id(), peer.withExport(export).policy());
    }

    private static int told(RecordingPeerOutput output) {
        return output.blocks().stream().mapToInt(List::size).sum();
    }

    @Test
    void whenWeAreAboutToGoTheyShareTheOctetsThatSaySo() {
        table.apply(new RibCommand.Drain());

        assertThat(ofOne.blocks()).hasSize(ROUTES / CHUNK + 1);
        for (int block = 0; block < ofOne.blocks().size(); block++) {
            assertThat(ofOne.blocks().get(block)).isSameAs(ofOther.blocks().get(block));
        }
        assertThat(ofOne.routes()).hasSize(ROUTES).isEqualTo(ofOther.routes());
    }

    @Test
    void whatAnotherPolicyHidesIsTakenBackOnceForAll() {
        table.apply(policy(one, TestPolicies.reject(FIRST)), policy(other, TestPolicies.reject(FIRST)));

        assertThat(ofOne.routes()).hasSize(ROUTES - 1).doesNotContainKey(Prefix.parse(FIRST));
        assertThat(told(ofOne)).isEqualTo(1);
        assertThat(ofOne.blocks().get(0)).isSameAs(ofOther.blocks().get(0));
    }

    @Test
    void oneThatCannotTakeItIsToldLater() {
        ofOther.allow(1);
        table.apply(new RibCommand.Drain());

        assertThat(table.view().peer(one.id()).orElseThrow().behind()).isZero();
        assertThat(table.view().peer(other.id()).orElseThrow().behind()).isEqualTo(ROUTES - CHUNK);
        table.drain(other);
        assertThat(ofOther.routes()).isEqualTo(ofOne.routes());
    }

    @Test
    void whoMovesThereAndBackIsToldNothing() {
        table.apply(
                policy(one, RoutePolicy.REJECT_ALL), policy(one, one.policy().exportPolicy()));
        assertThat(ofOne.blocks()).isEmpty();

        ofOne.block();
        table.apply(policy(one, RoutePolicy.REJECT_ALL));
        table.apply(policy(one, one.policy().exportPolicy()));
        table.drain(one);
        assertThat(ofOne.routes()).hasSize(ROUTES);
        assertThat(ofOne.routes()).isEqualTo(ofOther.routes());
    }

    @Test
    void whoMovesTwiceInATurnIsToldTheDifferenceToWhatItKnows() {
        table.apply(policy(one, RoutePolicy.REJECT_ALL), policy(one, TestPolicies.reject(FIRST)));

        assertThat(told(ofOne)).isEqualTo(1);
        assertThat(ofOne.routes()).hasSize(ROUTES - 1);
    }

    @Test
    void whoMovesWhileItCatchesUpWithAnotherMoveEndsInTheRightTable() {
        ofOne.block();
        table.apply(policy(one, TestPolicies.reject(FIRST)));
        table.apply(new RibCommand.Drain());
        ofOne.allow(1);
        table.apply();
        table.withdraw(outside, prefixes(7));
        table.apply(policy(one, RoutePolicy.REJECT_ALL));
        ofOne.allow(1);
        table.apply();
        table.apply(policy(one, TestPolicies.reject("10.1.0.0/24")));
        table.drain(one);

        assertThat(ofOne.routes()).hasSize(ROUTES - 101).doesNotContainKey(Prefix.parse("10.1.0.0/24"));
        assertThat(ofOne.endsOfRib()).hasSize(2);
    }

    @Test
    void whatComesAndGoesInTheSameTurnIsToldOnce() {
        table.apply(
                policy(one, TestPolicies.reject(FIRST)),
                new RibCommand.UpdateReceived(
                        outside.id(), TestTable.announcement(TestAttributes.external("10.0.0.3", 65003), P)),
                new RibCommand.UpdateReceived(outside.id(), TestTable.withdrawal(prefixes(0))));

        assertThat(told(ofOne)).isEqualTo(2);
        assertThat(ofOne.routes().size()).isEqualTo(ROUTES - 100 + 1);
        assertThat(ofOther.routes()).isEqualTo(ofOne.routes());
    }

    /** What the policy allows was never there for this peer: the policy and what it is about may have changed in one edit. */
    @Test
    void whatAnotherPolicyAllowsAndIsGoneInTheSameTurnIsNotTold() {
        table.apply(policy(one, TestPolicies.reject(FIRST)));
        ofOne.blocks().clear();
        table.apply(
                policy(one, one.policy().exportPolicy()),
                new RibCommand.UpdateReceived(outside.id(), TestTable.withdrawal(FIRST)));

        assertThat(ofOne.blocks()).isEmpty();
        assertThat(ofOther.routes().size()).isEqualTo(ROUTES - 1);
    }

    @Test
    void twoThatChangePlacesWhileThingsChangeEndInTheirTables() {
        table.apply(policy(other, TestPolicies.reject(FIRST)));
        table.apply(
                policy(one, TestPolicies.reject(FIRST)),
                policy(other, other.policy().exportPolicy()),
                new RibCommand.UpdateReceived(outside.id(), TestTable.withdrawal(prefixes(7))),
                new RibCommand.UpdateReceived(
                        outside.id(), TestTable.announcement(TestAttributes.external("10.0.0.3", 65003), P)));

        assertThat(ofOne.routes().size()).isEqualTo(ROUTES - 100);
        assertThat(ofOne.routes()).doesNotContainKey(Prefix.parse(FIRST));
        assertThat(ofOther.routes().size()).isEqualTo(ROUTES - 100 + 1);
    }

    @Test
    void oneThatGoesInTheSameTurnIsToldNothing() {
        table.apply(
                policy(one, TestPolicies.reject(FIRST)),
                policy(other, TestPolicies.reject(FIRST)),
                new RibCommand.PeerDown(one.id(), false));

        assertThat(ofOne.blocks()).isEmpty();
        assertThat(ofOther.routes()).hasSize(ROUTES - 1);
    }

    @Test
    void oneThatComesAnewInTheSameTurnIsToldEverythingOnItsNewSession() {
        RecordingPeerOutput again = new RecordingPeerOutput(one.codec());
        table.apply(
                policy(one, TestPolicies.reject(FIRST)),
                new RibCommand.PeerDown(one.id(), false),
                new RibCommand.PeerUp(one.session(), one.policy(), again));

        assertThat(ofOne.blocks()).isEmpty();
        assertThat(again.routes()).hasSize(ROUTES);
        assertThat(again.endsOfRib()).hasSize(2);
    }
}
