package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.rib.testing.RecordingPeerOutput;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestPolicies;
import io.nightjar.rib.testing.TestTable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members that join in one turn, as after everybody has lost their connections. */
class JoinTest {

    private static final String P = "192.168.18.64/26";
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
    }

    private static String[] prefixes(int med) {
        return IntStream.range(0, 100)
                .mapToObj(k -> "10." + med + "." + k + ".0/24")
                .toArray(String[]::new);
    }

    private static RibCommand.PeerUp up(TestPeer peer, RecordingPeerOutput output) {
        return new RibCommand.PeerUp(peer.session(), peer.policy(), output);
    }

    private static long announcements(RecordingPeerOutput output) {
        return output.updates().stream()
                .mapToLong(update -> update.announced().size())
                .sum();
    }

    @Test
    void theyShareTheOctetsOfTheirFirstTable() {
        table.apply(up(one, ofOne), up(other, ofOther));

        assertThat(ofOne.routes()).hasSize(ROUTES).isEqualTo(ofOther.routes());
        assertThat(ofOne.endsOfRib()).hasSize(2);
        for (int block = 0; block <= ROUTES / CHUNK; block++) {
            assertThat(ofOne.blocks().get(block)).isSameAs(ofOther.blocks().get(block));
        }
    }

    @Test
    void oneThatCannotTakeItIsToldLater() {
        ofOther.allow(1);
        table.apply(up(one, ofOne), up(other, ofOther));

        assertThat(ofOne.routes()).hasSize(ROUTES);
        assertThat(ofOther.routes()).hasSize(CHUNK);
        assertThat(ofOther.endsOfRib()).isEmpty();
        assertThat(table.view().peer(other.id()).orElseThrow().behind()).isEqualTo(ROUTES - CHUNK);

        ofOther.unblock();
        table.apply(new RibCommand.OutputWritable(other.id()));
        assertThat(ofOther.routes()).isEqualTo(ofOne.routes());
        assertThat(ofOther.endsOfRib()).hasSize(2);
        assertThat(announcements(ofOther)).isEqualTo(ROUTES);
    }

    @Test
    void whatChangesInTheSameTurnIsToldOnceAndNobodyHearsOfItsOwn() {
        table.apply(
                up(one, ofOne),
                up(other, ofOther),
                new RibCommand.UpdateReceived(one.id(), TestTable.announcement(TestAttributes.internal("10.0.0.9"), P)),
                new RibCommand.UpdateReceived(outside.id(), TestTable.withdrawal(prefixes(0))));

        assertThat(announcements(ofOne)).isEqualTo(ROUTES - 100);
        assertThat(ofOne.routes()).hasSize(ROUTES - 100);
        assertThat(ofOther.routes()).isEqualTo(ofOne.routes());
        assertThat(ofOther.updates()).allMatch(update -> update.withdrawn().isEmpty());
    }

    @Test
    void oneWhosePolicyChangesInTheSameTurnIsToldEverythingThatItMayBeTold() {
        table.originate(P);
        table.apply(
                up(one, ofOne),
                new RibCommand.PolicyChanged(
                        one.id(), one.withExport(TestPolicies.reject(P)).policy()));

        assertThat(ofOne.routes()).hasSize(ROUTES);
        assertThat(announcements(ofOne)).isEqualTo(ROUTES);
        assertThat(ofOne.endsOfRib()).hasSize(2);
    }

    @Test
    void oneThatComesWhileWeAreAboutToGoIsToldEverythingOnce() {
        table.apply(up(one, ofOne), new RibCommand.Drain());

        assertThat(ofOne.routes()).hasSize(ROUTES);
        assertThat(announcements(ofOne)).isEqualTo(ROUTES);
    }

    @Test
    void oneThatIsGoneInTheSameTurnIsToldNothing() {
        table.apply(up(one, ofOne), up(other, ofOther), new RibCommand.PeerDown(one.id(), false));

        assertThat(ofOne.blocks()).isEmpty();
        assertThat(ofOther.routes()).hasSize(ROUTES);
    }
}
