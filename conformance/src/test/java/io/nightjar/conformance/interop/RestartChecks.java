package io.nightjar.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.lab.LabProcess;
import io.nightjar.daemon.lab.LabSite;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Speakers that die and come back while packets flow on (RFC 4724). */
final class RestartChecks {

    private static final String MARK = "198.51.100.99";

    private RestartChecks() {}

    /** The kernel's own record of changes tells whether the route was away for a moment. */
    static void nightjarHelps(InteropCell cell) {
        cell.awaitEstablished();
        cell.awaitOurKernel(cell.theirBlock(), cell.theirAddress());
        LabProcess changes = startRecord(cell);
        try {
            cell.peer().kill();
            cell.awaitStatus("the session as down", peer -> !peer.state().equals("Established"));
            cell.peer().restart();
            cell.awaitEstablished();
            cell.awaitOurKernel(cell.theirBlock(), cell.theirAddress());
            cell.awaitStatus("the route", peer -> peer.accepted() == 1);
        } finally {
            changes.kill();
        }
        assertThat(changes.log()).doesNotContain("Deleted " + cell.theirBlock());
    }

    /** Its time to restart is over at once; then only the long-lived stale time is left. */
    static void nightjarHelpsForLong(InteropCell cell) {
        cell.awaitEstablished();
        cell.awaitOurKernel(cell.theirBlock(), cell.theirAddress());
        LabProcess changes = startRecord(cell);
        try {
            cell.peer().kill();
            cell.awaitStatus("long-lived stale routes", peer -> isStale(peer, "long-lived") && peer.accepted() == 1);
            cell.awaitOurKernel(cell.theirBlock(), cell.theirAddress());
            cell.peer().restart();
            cell.awaitEstablished();
            cell.awaitStatus("fresh routes", peer -> isStale(peer, null) && peer.accepted() == 1);
        } finally {
            changes.kill();
        }
        assertThat(changes.log()).doesNotContain("Deleted " + cell.theirBlock());
    }

    private static boolean isStale(StatusReport.Peer peer, @Nullable String why) {
        return peer.session().families().stream().allMatch(family -> Objects.equals(family.stale(), why));
    }

    /** The record has begun when it shows a change that was made for this purpose. */
    private static LabProcess startRecord(InteropCell cell) {
        LabSite site = cell.bed().bed().site();
        String node = Station.NIGHTJAR.node();
        LabProcess record = site.start("routes-" + cell.kind(), node, List.of("ip", "monitor", "route"), Map.of());
        cell.eventually(
                "changes of routes are recorded",
                () -> {
                    site.output(node, "ip", "route", "replace", MARK, "dev", "lo", "table", "99");
                    site.output(node, "ip", "route", "del", MARK, "table", "99");
                    return record.log().contains(MARK);
                },
                record::log);
        return record;
    }

    static void nightjarRestarts(InteropCell cell) {
        cell.awaitEstablished();
        cell.awaitPath(cell.ourBlock(), "before the restart", path -> true);

        cell.bed().nightjar().process().kill();
        cell.eventually(
                cell.kind() + " has lost the session, not the route",
                () -> keepsOurRoute(cell) && !cell.peer().isEstablished(InteropCell.NIGHTJAR),
                () -> cell.peer().session(InteropCell.NIGHTJAR));
        cell.bed().nightjar().restart();
        cell.eventually(
                cell.kind() + " has the session again, and the route all the time",
                () -> keepsOurRoute(cell) && cell.peer().isEstablished(InteropCell.NIGHTJAR),
                () -> cell.peer().session(InteropCell.NIGHTJAR));
        cell.awaitEstablished();
        cell.awaitStatus("its own route announced", peer -> peer.advertised() == 1);
        assertThat(keepsOurRoute(cell)).isTrue();
    }

    private static boolean keepsOurRoute(InteropCell cell) {
        assertThat(cell.peer().paths(cell.ourBlock()))
                .as("the paths of %s for %s", cell.kind(), cell.ourBlock())
                .isNotEmpty();
        return true;
    }
}
