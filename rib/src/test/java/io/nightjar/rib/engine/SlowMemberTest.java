package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.engine.RibCommand.PolicyChanged;
import io.nightjar.rib.engine.RibCommand.RouteRefreshReceived;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.testing.RecordingPeerOutput;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A member whose channel is blocked, beside one whose channel is not. */
class SlowMemberTest {

    private static final String P = "192.168.18.64/26";
    private static final String Q = "192.168.196.128/26";

    private final TestTable table = new TestTable();
    private final TestPeer slow = TestPeer.internal(1);
    private final TestPeer fast = TestPeer.internal(2);
    private final TestPeer outside = TestPeer.external(3, 65003);

    private int behind(TestPeer peer) {
        return table.view().peer(peer.id()).orElseThrow().behind();
    }

    @Test
    void theFastMemberDoesNotWait() {
        RecordingPeerOutput slowOutput = table.up(slow);
        RecordingPeerOutput fastOutput = table.up(fast);
        slowOutput.block();
        table.originate(P);
        assertThat(fastOutput.routes()).hasSize(1);
        assertThat(slowOutput.routes()).isEmpty();
        assertThat(behind(slow)).isEqualTo(1);
        assertThat(behind(fast)).isZero();
        table.drain(slow);
        assertThat(slowOutput.routes()).isEqualTo(fastOutput.routes());
        assertThat(behind(slow)).isZero();
    }

    @Test
    void manyChangesOfADestinationAreToldOnce() {
        RecordingPeerOutput output = table.up(slow);
        int before = output.updates().size();
        output.block();
        for (int i = 0; i < 10; i++) {
            table.originate(P);
            table.originate(P, Q);
            table.originate(Q);
        }
        assertThat(behind(slow)).isEqualTo(1);
        table.drain(slow);
        assertThat(output.routes()).containsOnlyKeys(Prefix.parse(Q));
        assertThat(output.updates()).hasSize(before + 1);
    }

    @Test
    void whatComesAndGoesWhileTheMemberIsBlockedTakesNoMemory() {
        table.up(outside);
        RecordingPeerOutput output = table.up(slow);
        table.originate(P);
        output.block();
        for (int i = 0; i < 10_000; i++) {
            String passing = "10." + i / 256 + "." + i % 256 + ".0/24";
            table.announce(outside, TestAttributes.external("10.0.0.3", 65003), passing);
            table.withdraw(outside, passing);
        }
        assertThat(behind(slow)).isZero();
        table.originate();
        assertThat(behind(slow)).isEqualTo(1);
        table.drain(slow);
        assertThat(output.routes()).isEmpty();
    }

    @Test
    void whatTheMemberHadAndIsGoneIsWithdrawn() {
        RecordingPeerOutput output = table.up(slow);
        table.originate(P);
        output.block();
        table.originate();
        table.originate(Q);
        table.originate();
        table.drain(slow);
        assertThat(output.routes()).isEmpty();
        assertThat(output.updates().get(output.updates().size() - 1).withdrawn())
                .extracting(nlri -> nlri.prefix().toString())
                .containsExactly(P);
    }

    @Test
    void aMemberThatDrainsForAMomentGetsAPart() {
        RecordingPeerOutput output = table.up(slow);
        output.block();
        table.originate(IntStream.range(0, 3000)
                .mapToObj(i -> "10." + i / 256 + "." + i % 256 + ".0/24")
                .toArray(String[]::new));
        output.allow(1);
        table.apply(new RibCommand.OutputWritable(slow.id()));
        assertThat(output.routes()).hasSize(1024);
        assertThat(behind(slow)).isEqualTo(1976);
        table.drain(slow);
        assertThat(output.routes()).hasSize(3000);
    }

    /** What waits is told first, or in its place: else it would be noted as unknown to the member after that was told of it. */
    @Test
    void aMemberThatCanTakeSomethingAgainIsNotToldBesideWhatWaits() {
        table.up(outside);
        RecordingPeerOutput output = table.up(slow);
        int before = output.updates().size();
        output.block();
        table.announce(outside, TestAttributes.external("10.0.0.3", 65003, new MultiExitDisc(1)), P);
        output.allow(1);
        table.announce(outside, TestAttributes.external("10.0.0.3", 65003, new MultiExitDisc(2)), P);
        assertThat(output.updates()).hasSize(before + 1);
        assertThat(behind(slow)).isZero();
        table.withdraw(outside, P);
        table.drain(slow);
        assertThat(output.routes()).isEmpty();
    }

    @Test
    void whatANewMemberIsToldIsPackedByAttributes() {
        table.up(outside);
        for (int i = 0; i < 20; i++) {
            MultiExitDisc med = new MultiExitDisc(i);
            String[] prefixes = IntStream.range(0, 200)
                    .mapToObj(k -> "10." + k + "." + med.value() + ".0/24")
                    .toArray(String[]::new);
            table.announce(outside, TestAttributes.external("10.0.0.3", 65003, med), prefixes);
        }
        RecordingPeerOutput output = table.up(slow);
        assertThat(output.routes()).hasSize(4000);
        // One for each attributes, a few more where a chunk ends between, and two End-of-RIB.
        assertThat(output.updates()).hasSizeLessThan(30);
    }

    @Test
    void endOfRibWaitsForTheWholeTable() {
        table.originate(P);
        RecordingPeerOutput output = new RecordingPeerOutput(slow.codec());
        output.block();
        table.up(slow, output);
        assertThat(output.updates()).isEmpty();
        table.drain(slow);
        assertThat(output.routes()).hasSize(1);
        assertThat(output.endsOfRib()).hasSize(2);
        assertThat(output.updates().get(0).announced()).isNotEmpty();
    }

    @Test
    void aRefreshWaitsToo() {
        table.originate(P);
        RecordingPeerOutput output = table.up(slow);
        int before = output.updates().size();
        output.block();
        table.apply(new RouteRefreshReceived(slow.id(), AddressFamily.IPV4_UNICAST, RouteRefreshMessage.REQUEST));
        assertThat(output.updates()).hasSize(before);
        table.originate();
        table.drain(slow);
        assertThat(output.routes()).isEmpty();
    }

    @Test
    void refreshesThatAreAskedForTogetherAreOne() {
        table.originate(P);
        RecordingPeerOutput output = table.up(slow);
        int before = output.updates().size();
        RouteRefreshReceived request =
                new RouteRefreshReceived(slow.id(), AddressFamily.IPV4_UNICAST, RouteRefreshMessage.REQUEST);
        table.apply(request, request, request);
        assertThat(output.updates()).hasSize(before + 1);
        output.block();
        table.apply(request);
        table.apply(request);
        table.drain(slow);
        assertThat(output.updates()).hasSize(before + 2);
        assertThat(output.routes()).hasSize(1);
    }

    @Test
    void anotherPolicyWhileBlockedEndsInTheRightTable() {
        table.originate(P);
        RecordingPeerOutput output = table.up(slow);
        output.block();
        table.originate(P, Q);
        table.apply(new PolicyChanged(
                slow.id(), slow.withExport(RoutePolicy.REJECT_ALL).policy()));
        table.drain(slow);
        assertThat(output.routes()).isEmpty();
    }

    @Test
    void whatAnotherPolicyHidesFromABlockedMemberThatNeverKnewItIsNothingToTell() {
        RecordingPeerOutput output = table.up(slow);
        table.originate(P);
        output.block();
        table.originate(P, Q);
        assertThat(behind(slow)).isEqualTo(1);
        table.apply(new PolicyChanged(
                slow.id(), slow.withExport(RoutePolicy.REJECT_ALL).policy()));
        assertThat(behind(slow)).isEqualTo(1);
        table.drain(slow);
        assertThat(output.updates().get(output.updates().size() - 1).withdrawn())
                .extracting(nlri -> nlri.prefix().toString())
                .containsExactly(P);
    }

    @Test
    void aBlockedSourceOfTheNewBestPathIsToldToForgetTheOldOneWhenItDrains() {
        TestPeer second = TestPeer.external(4, 65003);
        RecordingPeerOutput toFirst = table.up(outside);
        table.up(second);
        table.announce(second, TestAttributes.external("10.0.0.4", 65003), P);
        assertThat(toFirst.routes()).hasSize(1);
        toFirst.block();
        table.announce(outside, TestAttributes.external("10.0.0.3", 65003), P);
        assertThat(toFirst.routes()).hasSize(1);
        table.drain(outside);
        assertThat(toFirst.routes()).isEmpty();
    }

    @Test
    void aBlockedMemberThatGoesIsForgotten() {
        RecordingPeerOutput output = table.up(slow);
        output.block();
        table.originate(P);
        table.down(slow);
        int before = output.updates().size();
        table.drain(slow);
        assertThat(output.updates()).hasSize(before);
    }
}
