package io.nightjar.conformance.interop;

import java.util.List;

/** Routes that are passed on between members of one AS (RFC 4456). */
final class ReflectionChecks {

    private ReflectionChecks() {}

    static void nightjarReflects(InteropCell cell) {
        cell.awaitEstablished();
        cell.awaitPath(
                Station.ORIGIN.block(),
                "as reflected by Nightjar",
                path -> path.nextHop().equals(Station.ORIGIN.address())
                        && path.originatorId().equals(Station.ORIGIN.address())
                        && path.clusterList().equals(List.of(Station.NIGHTJAR.address())));
        cell.awaitOurKernel(cell.theirBlock(), cell.theirAddress());
    }

    static void peerReflects(InteropCell cell) {
        String block = Station.ORIGIN.blockFor(cell.station());
        cell.awaitEstablished();
        if (cell.peer() instanceof ExaBgpPeer exaBgp) {
            exaBgp.tell(asAReflectorWould(cell, block));
        }
        cell.awaitOurKernel(block, Station.ORIGIN.address());
        InteropPeer witness = cell.bed().other(Station.WITNESS);
        List<String> clusters =
                List.of(Station.NIGHTJAR.address(), cell.station().address());
        cell.eventually(
                "the witness shows " + block + " with both clusters",
                () -> witness.paths(block).stream()
                        .anyMatch(path -> path.originatorId().equals(Station.ORIGIN.address())
                                && path.clusterList().equals(clusters)),
                () -> witness.paths(block).toString());
    }

    /** ExaBGP passes nothing on by itself, but says what it is told to. */
    private static String asAReflectorWould(InteropCell cell, String block) {
        return "announce route " + block + " next-hop " + Station.ORIGIN.address() + " originator-id "
                + Station.ORIGIN.address() + " cluster-list [ " + cell.station().address() + " ]";
    }
}
