package io.nightjar.daemon.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.message.MessageType;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.SessionEnd;
import io.nightjar.kernel.KernelSyncStatus;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetersTest {

    private static final int MOST_SERIES = 500;

    private final Meters meters = new Meters("1.2.3");

    @AfterEach
    void close() {
        meters.close();
    }

    private static Reading reading(List<Reading.Peer> peers) {
        KernelSyncStatus kernel = new KernelSyncStatus(
                12,
                4,
                9,
                2,
                List.of(),
                List.of(),
                new KernelSyncStatus.Obstacles(Map.of(80, 2, 4, 1), 5),
                new KernelSyncStatus.Counters(31, 3, 7, 1, 0));
        return new Reading(
                peers,
                Map.of(MessageType.UPDATE, 40L),
                Map.of(MessageType.KEEPALIVE, 50L),
                new Reading.Routes(
                        Map.of(AddressFamily.IPV4_UNICAST, 20L), Map.of(AddressFamily.IPV6_UNICAST, 30L), 18, 4),
                new Reading.Queues(11, 22, 33),
                kernel,
                Duration.ofSeconds(14),
                new Reading.Source(true, 6));
    }

    private static Reading.Peer peer(String name, FsmState state, boolean enabled) {
        return new Reading.Peer(name, "10.0.0.9", state, enabled, Duration.ofSeconds(77), 8, 7, 6);
    }

    /** Series by name and labels. */
    private Map<String, Double> scrape(Reading now, PeerSeries peers) {
        return meters.scrape(now, peers)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    }

    @Test
    void howThingsAreIsShown() {
        Reading now = reading(List.of(
                peer("a", FsmState.ESTABLISHED, true),
                peer("b", FsmState.ACTIVE, true),
                peer("c", FsmState.IDLE, false)));
        assertThat(scrape(now, PeerSeries.UNWELL))
                .containsEntry("nightjar_sessions{state=\"established\"}", 1.0)
                .containsEntry("nightjar_sessions{state=\"active\"}", 1.0)
                .containsEntry("nightjar_sessions{state=\"connect\"}", 0.0)
                .containsEntry("nightjar_messages_total{direction=\"received\",type=\"update\"}", 40.0)
                .containsEntry("nightjar_messages_total{direction=\"sent\",type=\"keepalive\"}", 50.0)
                .containsEntry("nightjar_routes{family=\"ipv4\",table=\"adj-rib-in\"}", 20.0)
                .containsEntry("nightjar_routes{family=\"ipv6\",table=\"adj-rib-out\"}", 30.0)
                .containsEntry("nightjar_routes_accepted", 18.0)
                .containsEntry("nightjar_routes_stale", 4.0)
                .containsEntry("nightjar_queue{queue=\"table\"}", 11.0)
                .containsEntry("nightjar_queue{queue=\"kernel\"}", 22.0)
                .containsEntry("nightjar_queue{queue=\"peers\"}", 33.0)
                .containsEntry("nightjar_kernel_routes{state=\"desired\"}", 12.0)
                .containsEntry("nightjar_kernel_routes{state=\"installed\"}", 9.0)
                .containsEntry("nightjar_kernel_routes{state=\"adopted\"}", 2.0)
                .containsEntry("nightjar_kernel_conflicts", 3.0)
                .containsEntry("nightjar_kernel_conflicts_by_owner{protocol=\"80\"}", 2.0)
                .containsEntry("nightjar_kernel_failures", 5.0)
                .containsEntry("nightjar_kernel_writes_total", 31.0)
                .containsEntry("nightjar_kernel_repairs_total", 3.0)
                .containsEntry("nightjar_kernel_scans_total", 7.0)
                .containsEntry("nightjar_kernel_lost_notifications_total", 1.0)
                .containsEntry("nightjar_kernel_audit_age_seconds", 14.0)
                .containsEntry("nightjar_datastore_connected", 1.0)
                .containsEntry("nightjar_set_aside", 6.0)
                .containsEntry("nightjar_build_info{version=\"1.2.3\"}", 1.0)
                .containsEntry("nightjar_peer_up{address=\"10.0.0.9\",peer=\"b\"}", 0.0)
                .doesNotContainKey("nightjar_peer_up{address=\"10.0.0.9\",peer=\"a\"}")
                .doesNotContainKey("nightjar_peer_up{address=\"10.0.0.9\",peer=\"c\"}");
    }

    @Test
    void everyPeerHasSeriesWhenThatIsWanted() {
        Reading now = reading(List.of(peer("a", FsmState.ESTABLISHED, true), peer("c", FsmState.IDLE, false)));
        assertThat(scrape(now, PeerSeries.ALL))
                .containsEntry("nightjar_peer_up{address=\"10.0.0.9\",peer=\"a\"}", 1.0)
                .containsEntry("nightjar_peer_routes_received{address=\"10.0.0.9\",peer=\"a\"}", 8.0)
                .containsEntry("nightjar_peer_routes_accepted{address=\"10.0.0.9\",peer=\"a\"}", 7.0)
                .containsEntry("nightjar_peer_routes_advertised{address=\"10.0.0.9\",peer=\"a\"}", 6.0)
                .containsEntry("nightjar_peer_state_seconds{address=\"10.0.0.9\",peer=\"c\"}", 77.0);
    }

    @Test
    void whatIsGoneHasNoSeriesAnyMore() {
        scrape(reading(List.of(peer("b", FsmState.ACTIVE, true))), PeerSeries.UNWELL);
        assertThat(scrape(reading(List.of(peer("b", FsmState.ESTABLISHED, true))), PeerSeries.UNWELL))
                .doesNotContainKey("nightjar_peer_up{address=\"10.0.0.9\",peer=\"b\"}");
    }

    @Test
    void whatHappensIsCounted() {
        meters.sessionUp();
        meters.sessionDown(SessionEnd.Cause.HOLD_TIMER_EXPIRED);
        meters.malformed(List.of(
                fault(FaultAction.TREAT_AS_WITHDRAW),
                fault(FaultAction.TREAT_AS_WITHDRAW),
                fault(FaultAction.SESSION_RESET)));
        assertThat(scrape(Reading.NONE, PeerSeries.UNWELL))
                .containsEntry("nightjar_sessions_established_total", 1.0)
                .containsEntry("nightjar_session_ends_total{cause=\"hold_timer_expired\"}", 1.0)
                .containsEntry("nightjar_session_ends_total{cause=\"connection_lost\"}", 0.0)
                .containsEntry("nightjar_update_faults_total{treatment=\"treat_as_withdraw\"}", 2.0);
    }

    private static AttributeFault fault(FaultAction action) {
        return new AttributeFault(4, action, 0, Octets.EMPTY, "wrong");
    }

    @Test
    void theTableIsAsLongAsItsChangesSay() {
        ResolvedRoute four = resolved("10.0.0.0/26");
        ResolvedRoute six = resolved("fd00::/122");
        meters.bestPathsChanged(List.of(change(null, four), change(null, six), change(four, four)));
        meters.bestPathsChanged(List.of(change(six, null)));
        assertThat(scrape(Reading.NONE, PeerSeries.UNWELL))
                .containsEntry("nightjar_routes{family=\"ipv4\",table=\"loc-rib\"}", 1.0)
                .containsEntry("nightjar_routes{family=\"ipv6\",table=\"loc-rib\"}", 0.0);
    }

    private static ResolvedRoute resolved(String prefix) {
        return ResolvedRoute.known(Route.originated(Prefix.parse(prefix), "test"));
    }

    private static BestPathChange change(@Nullable ResolvedRoute before, @Nullable ResolvedRoute now) {
        Prefix prefix = Objects.requireNonNull(now == null ? before : now).prefix();
        return new BestPathChange(prefix, before, now, SelectionReason.ONLY_ROUTE, null);
    }

    @Test
    void timesFallIntoBuckets() {
        meters.took(Stage.BEST_TO_KERNEL, Duration.ofMillis(7));
        assertThat(scrape(Reading.NONE, PeerSeries.UNWELL))
                .containsEntry("nightjar_convergence_seconds_bucket{stage=\"best_to_kernel\",le=\"0.005\"}", 0.0)
                .containsEntry("nightjar_convergence_seconds_bucket{stage=\"best_to_kernel\",le=\"0.01\"}", 1.0)
                .containsEntry("nightjar_convergence_seconds_count{stage=\"best_to_kernel\"}", 1.0);
    }

    @Test
    void twoThousandPeersThatAreNotWellAreNotTwoThousandSeries() {
        List<Reading.Peer> peers = IntStream.range(0, 2000)
                .mapToObj(i -> peer("Mesh_10_0_" + i / 256 + "_" + i % 256, FsmState.CONNECT, true))
                .toList();
        assertThat(scrape(reading(peers), PeerSeries.UNWELL)).hasSizeLessThan(MOST_SERIES);
        assertThat(scrape(reading(peers), PeerSeries.ALL)).hasSizeGreaterThan(10_000);
    }

    @Test
    void thePageHasEveryNameAndNoOther() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "metrics.md"));
        Set<String> documented = names(page.lines().filter(line -> line.startsWith("| `")));
        Set<String> written = Stream.of(PeerSeries.values())
                .flatMap(which -> meters.scrape(reading(List.of(peer("b", FsmState.ACTIVE, true))), which)
                        .lines())
                .filter(line -> line.startsWith("# TYPE nightjar"))
                .map(line -> line.substring("# TYPE ".length(), line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(written);
    }

    private static Set<String> names(Stream<String> rows) {
        Pattern name = Pattern.compile("`(nightjar_[a-z_]+)`");
        return rows.map(name::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
