package io.nightjar.conformance.interop;

import java.util.Set;
import java.util.stream.Collectors;

/** Several paths for one prefix (RFC 7911), and paths that are too big for a common message (RFC 8654). */
final class PathChecks {

    private PathChecks() {}

    static void nightjarReceivesTwoPaths(InteropCell cell) {
        cell.awaitEstablished();
        if (cell.peer() instanceof ExaBgpPeer exaBgp) {
            exaBgp.tell("announce route " + cell.theirBlock() + " next-hop " + cell.theirAddress()
                    + " path-information 2 med 7");
        }
        // FRR sends back what it has from us as well: our own AS is in that one, and it is not accepted.
        cell.awaitStatus("two paths for one prefix", peer -> peer.received() >= 2 && peer.accepted() == 2);
        cell.awaitOurKernel(cell.theirBlock(), cell.theirAddress());
    }

    static void nightjarSendsTwoPaths(InteropCell cell) {
        InteropScenario scenario = cell.bed().scenario();
        String ours = scenario.as(Station.NIGHTJAR) + " ";
        Set<String> wanted = Set.of(ours + scenario.as(Station.ORIGIN), ours + scenario.as(Station.WITNESS));
        cell.awaitEstablished();
        cell.awaitPaths(
                Station.ORIGIN.block(),
                "by way of both neighbors of Nightjar",
                paths -> paths.size() == 2
                        && paths.stream()
                                .map(PeerPath::asPath)
                                .collect(Collectors.toSet())
                                .equals(wanted));
    }

    static void bigUpdatesBothWays(InteropCell cell) {
        InteropPeer witness = cell.bed().other(Station.WITNESS);
        cell.awaitEstablished();
        cell.eventually(
                cell.kind() + " has a big route by way of Nightjar",
                () -> cell.peer().isHeavy(Station.WITNESS.block()),
                () -> cell.peer().paths(Station.WITNESS.block()).toString());
        cell.eventually(
                "the witness has " + cell.kind() + "'s big route by way of Nightjar",
                () -> witness.isHeavy(cell.theirBlock()),
                () -> witness.paths(cell.theirBlock()).toString());
        cell.awaitOurKernel(cell.theirBlock(), cell.theirAddress());
    }
}
