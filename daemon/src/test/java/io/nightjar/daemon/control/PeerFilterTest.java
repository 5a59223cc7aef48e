package io.nightjar.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.control.PeerFilter.Order;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerFilterTest {

    private static PeersReport.Entry peer(String name, String address, long asNumber, String state, int received) {
        return PeersReport.Entry.of(new StatusReport.Peer(
                name, address, asNumber, state, 5, received, 0, 0, null, null, false, TestReports.session()));
    }

    private static final List<PeersReport.Entry> PEERS = List.of(
            peer("a", "10.0.0.20", 64512, "Established", 3),
            peer("b", "10.0.0.3", 65001, "Active", 0),
            peer("Tor", "fd00::1", 65001, "Established", 7),
            peer("c", "10.0.0.4", 64512, "Idle", 0));

    private static PeerFilter filter(String text, String state, Order order, boolean descending) {
        return new PeerFilter(text, state, order, descending, 0, 100);
    }

    private static List<String> names(PeerFilter filter) {
        return filter.apply(PEERS).peers().stream().map(PeersReport.Entry::name).toList();
    }

    @Test
    void thoseThatAreNotWellComeFirst() {
        assertThat(names(filter("", "", Order.HEALTH, false))).containsExactly("b", "c", "Tor", "a");
    }

    @Test
    void addressesAreSortedAsNumbers() {
        assertThat(names(filter("", "", Order.ADDRESS, false))).containsExactly("b", "c", "a", "Tor");
        assertThat(names(filter("", "", Order.RECEIVED, true))).containsExactly("Tor", "a", "b", "c");
        assertThat(names(filter("", "", Order.AS, false))).containsExactly("a", "c", "Tor", "b");
    }

    @Test
    void whatIsLookedForIsInANameAnAddressOrIsANumber() {
        assertThat(names(filter("tor", "", Order.NAME, false))).containsExactly("Tor");
        assertThat(names(filter("10.0.0.", "", Order.NAME, false))).containsExactly("a", "b", "c");
        assertThat(names(filter("65001", "", Order.NAME, false))).containsExactly("Tor", "b");
        assertThat(names(filter("6500", "", Order.NAME, false))).isEmpty();
    }

    @Test
    void statesAreUpDownOrThoseOfTheProtocol() {
        assertThat(names(filter("", "up", Order.NAME, false))).containsExactly("Tor", "a");
        assertThat(names(filter("", "down", Order.NAME, false))).containsExactly("b", "c");
        assertThat(names(filter("", "idle", Order.NAME, false))).containsExactly("c");
    }

    @Test
    void pagesSayWhereTheNextOneBegins() {
        PeersReport first = new PeerFilter("", "", Order.NAME, false, 0, 3).apply(PEERS);
        PeersReport second = new PeerFilter("", "", Order.NAME, false, 3, 3).apply(PEERS);
        PeersReport none = new PeerFilter("", "", Order.NAME, false, 9, 3).apply(PEERS);

        assertThat(first.peers()).extracting(PeersReport.Entry::name).containsExactly("Tor", "a", "b");
        assertThat(first.next()).isEqualTo(3);
        assertThat(second.peers()).extracting(PeersReport.Entry::name).containsExactly("c");
        assertThat(second.next()).isNull();
        assertThat(none.peers()).isEmpty();
        assertThat(first.states()).isEqualTo(Map.of("Active", 1, "Established", 2, "Idle", 1));
        assertThat(first.total()).isEqualTo(4);
    }
}
