package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.config.PrefixLimit;
import io.nightjar.rib.config.PrefixLimit.Action;
import io.nightjar.rib.testing.RecordingPeerOutput.Ending;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrefixLimitWatchTest {

    private final TestTable table = new TestTable();

    private static TestPeer peer(Action action) {
        TestPeer plain = TestPeer.external(1, 65001);
        PrefixLimit limit = new PrefixLimit(4, 75, action, 30);
        return plain.withPolicy(plain.policy().withPrefixLimits(Map.of(AddressFamily.IPV4_UNICAST, limit)));
    }

    private void announce(TestPeer peer, int from, int to) {
        String[] prefixes = new String[to - from];
        for (int i = from; i < to; i++) {
            prefixes[i - from] = "10." + i + ".0.0/16";
        }
        table.announce(peer, TestAttributes.internal("10.0.0.1"), prefixes);
    }

    @Test
    void theWarningComesOnceForEachCrossing() {
        TestPeer peer = peer(Action.WARN);
        table.up(peer);
        announce(peer, 0, 2);
        assertThat(table.listener().prefixLimits()).isEmpty();
        announce(peer, 2, 3);
        announce(peer, 2, 4);
        assertThat(table.listener().prefixLimits()).containsExactly("peer1 ipv4-unicast 3/4");
        table.withdraw(peer, "10.2.0.0/16", "10.3.0.0/16");
        announce(peer, 2, 3);
        assertThat(table.listener().prefixLimits()).hasSize(2);
    }

    @Test
    void aboveTheLimitOneThatOnlyWarnsOnlyWarns() {
        TestPeer peer = peer(Action.WARN);
        table.up(peer);
        announce(peer, 0, 6);
        assertThat(table.listener().prefixLimits()).containsExactly("peer1 ipv4-unicast 6/4");
        assertThat(table.output(peer).endings()).isEmpty();
        assertThat(table.listener().best()).hasSize(6);
    }

    @Test
    void aboveTheLimitTheSessionEndsOnceWithFamilyAndLimit() {
        TestPeer peer = peer(Action.RESTART);
        table.up(peer);
        announce(peer, 0, 4);
        assertThat(table.output(peer).endings()).isEmpty();
        announce(peer, 3, 6);
        announce(peer, 6, 9);
        assertThat(table.output(peer).endings()).singleElement().satisfies(ending -> {
            assertThat(ending.notification()).hasToString("Cease/Maximum Number of Prefixes Reached (6/1)");
            assertThat(ending.notification().data()).isEqualTo(Octets.ofHex("00010100000004"));
            assertThat(ending.startAgainAfter()).isEqualTo(Duration.ofSeconds(30));
        });
        assertThat(table.listener().best()).doesNotContainKey(Prefix.parse("10.7.0.0/16"));
        table.lose(peer);
        assertThat(table.listener().best()).isEmpty();
    }

    @Test
    void oneThatShutsDownDoesNotStartAgain() {
        TestPeer peer = peer(Action.SHUTDOWN);
        table.up(peer);
        announce(peer, 0, 5);
        assertThat(table.output(peer).endings())
                .extracting(Ending::startAgainAfter)
                .containsOnlyNulls();
    }

    @Test
    void aLimitThatIsLoweredHoldsAtOnce() {
        TestPeer peer = TestPeer.external(1, 65001);
        table.up(peer);
        announce(peer, 0, 5);
        table.apply(
                new RibCommand.PolicyChanged(peer.id(), peer(Action.SHUTDOWN).policy()));
        assertThat(table.output(peer).endings()).hasSize(1);
    }

    @Test
    void otherFamiliesDoNotCount() {
        TestPeer peer = peer(Action.SHUTDOWN);
        table.up(peer);
        announce(peer, 0, 2);
        for (int i = 0; i < 5; i++) {
            table.announce(peer, TestAttributes.internal("fd00::1"), "fd00:" + (i + 1) + "::/64");
        }
        assertThat(table.output(peer).endings()).isEmpty();
        assertThat(table.listener().prefixLimits()).isEmpty();
    }

    private static TestPeer withPaths(boolean restarted) {
        TestPeer plain = RestartFixture.restarting(restarted)
                .withAddPath(Set.of(AddressFamily.IPV4_UNICAST), Set.of(AddressFamily.IPV4_UNICAST));
        return plain.withPolicy(peer(Action.SHUTDOWN).policy());
    }

    private void announcePaths(TestPeer peer, int from, int to) {
        table.announce(
                peer,
                RestartFixture.ATTRIBUTES,
                IntStream.range(from, to)
                        .mapToObj(id -> new Nlri(Prefix.parse("10.1.0.0/16"), id))
                        .toArray(Nlri[]::new));
    }

    @Test
    void pathsThatHaveOtherIdentifiersAfterARestartDoNotCountTwice() {
        TestPeer back = withPaths(true);
        table.up(withPaths(false));
        announcePaths(back, 1, 4);
        table.lose(back);
        table.up(back);
        announcePaths(back, 11, 14);
        assertThat(table.view().peer(back.id()).orElseThrow().counts().received())
                .isEqualTo(6);
        assertThat(table.output(back).endings()).isEmpty();

        table.endOfRib(back, AddressFamily.IPV4_UNICAST);
        announcePaths(back, 14, 15);
        assertThat(table.output(back).endings()).isEmpty();
        announcePaths(back, 15, 16);
        assertThat(table.output(back).endings()).hasSize(1);
    }

    @Test
    void whatIsAnnouncedAgainAfterARestartCounts() {
        TestPeer back = withPaths(true);
        table.up(withPaths(false));
        announcePaths(back, 1, 5);
        table.lose(back);
        table.up(back);
        announcePaths(back, 1, 5);
        assertThat(table.output(back).endings()).isEmpty();
        announcePaths(back, 5, 6);
        assertThat(table.output(back).endings()).hasSize(1);
    }
}
