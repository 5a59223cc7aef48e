package io.nightjar.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections that strangers cannot break into. */
final class ProtectionChecks {

    private ProtectionChecks() {}

    /** A peer that has a key and does not use it would be content with a connection without signatures. */
    static void bothEndsSign(InteropCell cell) {
        RouteChecks.asPathAndNextHop(cell);
        assertThat(connection(cell, Station.NIGHTJAR, cell.theirAddress()))
                .as("Nightjar's end of the connection")
                .contains("md5keys:" + cell.theirAddress());
        assertThat(connection(cell, cell.station(), cell.ourAddress()))
                .as("the end of %s", cell.kind())
                .contains("md5keys:" + cell.ourAddress());
    }

    private static String connection(InteropCell cell, Station where, String other) {
        return cell.bed()
                .bed()
                .site()
                .output(where.node(), "ss", "--tcp", "--numeric", "--info", "state", "established", "dst", other);
    }
}
