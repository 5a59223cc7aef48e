package io.nightjar.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

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

    static void wrongKey(InteropCell cell) {
        cell.awaitStatus("that nobody answers", peer -> "connection timed out".equals(peer.lastError()));
        neverEstablished(cell, "TCPMD5Failure");
    }

    /** Some peers answer a SYN with TTL 255, and lower it when they see who that is. */
    static void lowTtl(InteropCell cell) {
        cell.awaitStatus(
                "that nobody answers",
                peer -> peer.lastError() != null || peer.state().equals("OpenSent"));
        neverEstablished(cell, "TCPMinTTLDrop");
    }

    /** The kernel goes on to turn packets away, and neither side calls the session Established. */
    private static void neverEstablished(InteropCell cell, String counter) {
        long before = countedByKernel(cell, counter);
        cell.eventually(
                "the kernel turns packets away: " + counter,
                () -> countedByKernel(cell, counter) > before,
                () -> "still " + before);
        cell.awaitStatus(
                "that there has never been a session",
                peer -> !peer.state().equals("Established")
                        && peer.session().counters().established() == 0
                        && peer.session().counters().messagesReceived() == 0);
        assertThat(cell.peer().isEstablished(InteropCell.NIGHTJAR)).isFalse();
    }

    /** A counter of the TCP of Nightjar's node; names stand in one line, numbers in the next. */
    private static long countedByKernel(InteropCell cell, String counter) {
        List<String> lines = cell.bed()
                .bed()
                .site()
                .output(Station.NIGHTJAR.node(), "cat", "/proc/net/netstat")
                .lines()
                .filter(line -> line.startsWith("TcpExt:"))
                .toList();
        List<String> names = List.of(lines.get(0).split(" ", -1));
        return Long.parseLong(lines.get(1).split(" ", -1)[names.indexOf(counter)]);
    }

    private static String connection(InteropCell cell, Station where, String other) {
        return cell.bed()
                .bed()
                .site()
                .output(where.node(), "ss", "--tcp", "--numeric", "--info", "state", "established", "dst", other);
    }
}
