package io.nightjar.conformance.interop;

import io.nightjar.daemon.control.StatusReport;

/** Sessions that end and come back. */
final class SessionChecks {

    private SessionChecks() {}

    static void operatorStopsAndStarts(InteropCell cell) {
        cell.awaitEstablished();
        cell.awaitOurKernel(cell.theirBlock(), cell.theirAddress());

        cell.peer().shutDown(InteropCell.NIGHTJAR, "maintenance");
        cell.awaitStatus("why the session ended", SessionChecks::hasBeenShutDown);
        if (cell.kind() != PeerKind.EXABGP) {
            cell.awaitStatus("the session as down", peer -> !peer.state().equals("Established"));
            cell.awaitNotInOurKernel(cell.theirBlock());
        }
        cell.peer().startUp(InteropCell.NIGHTJAR);

        cell.awaitEstablished();
        cell.awaitOurKernel(cell.theirBlock(), cell.theirAddress());
    }

    static void peersTextIsShown(InteropCell cell) {
        String text = "back at six, says " + cell.kind().sessionName();
        cell.awaitEstablished();

        cell.peer().shutDown(InteropCell.NIGHTJAR, text);

        cell.awaitStatus(
                "the text",
                peer -> hasBeenShutDown(peer) && String.valueOf(peer.lastDown()).contains(text));
        cell.peer().startUp(InteropCell.NIGHTJAR);
        cell.awaitEstablished();
    }

    private static boolean hasBeenShutDown(StatusReport.Peer peer) {
        return String.valueOf(peer.lastDown()).contains("Administrative Shutdown");
    }
}
