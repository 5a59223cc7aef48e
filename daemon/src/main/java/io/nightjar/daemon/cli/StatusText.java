package io.nightjar.daemon.cli;

import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.top.Durations;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Reports as text for people. */
final class StatusText {

    private static final String NOTHING = "-";

    private final PrintWriter out;

    StatusText(PrintWriter out) {
        this.out = out;
    }

    /** What stands above the routes. */
    void head(StatusReport status) {
        speaker(status);
        out.println();
        peers(status);
        out.println();
    }

    /** What stands below the routes. */
    void foot(StatusReport status) {
        if (!status.notes().isEmpty()) {
            out.println();
            notes(status);
        }
    }

    private void speaker(StatusReport status) {
        out.println("nightjar " + status.version() + ", router id " + orNothing(status.routerId()) + ", AS "
                + orNothing(status.asNumber()) + ", up " + Durations.text(status.uptimeSeconds()));
        StatusReport.Source source = status.source();
        out.println(source.kind() + " " + source.location() + ": " + source.state());
        StatusReport.Kernel kernel = status.kernel();
        out.println(
                kernel.enabled()
                        ? "kernel: " + kernel.installed() + " of " + kernel.desired() + " routes installed"
                        : "kernel: off");
        if (kernel.adopted() > 0) {
            out.println("kernel: " + kernel.adopted() + " routes of a predecessor are kept, waiting for "
                    + String.join(", ", kernel.waitingFor()));
        }
        kernel.conflicts().forEach(conflict -> out.println("kernel: " + conflict));
    }

    private void peers(StatusReport status) {
        Table table = new Table(
                "PEER", "ADDRESS", "AS", "STATE", "SINCE", "RECEIVED", "ACCEPTED", "ADVERTISED", "LAST ERROR");
        for (StatusReport.Peer peer : status.peers()) {
            table.row(
                    peer.name(),
                    peer.address(),
                    Long.toString(peer.asNumber()),
                    peer.leaving() ? peer.state() + ", leaving" : peer.state(),
                    Durations.text(peer.secondsInState()),
                    Integer.toString(peer.received()),
                    Integer.toString(peer.accepted()),
                    Integer.toString(peer.advertised()),
                    orNothing(peer.lastError() == null ? peer.lastDown() : peer.lastError()));
        }
        table.print(out);
    }

    private void notes(StatusReport status) {
        Table table = new Table("SET ASIDE", "REASON");
        status.notes().forEach(note -> table.row(note.key(), note.reason()));
        table.print(out);
    }

    private static String orNothing(@Nullable Object value) {
        return value == null ? NOTHING : value.toString();
    }
}
