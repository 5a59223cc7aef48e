package io.nightjar.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.control.PeerAction;
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

    static void ourTextIsShown(InteropCell cell) {
        String text = "back at seven, says the reflector to " + cell.kind().sessionName();
        cell.awaitEstablished();

        cell.bed().perform(new PeerAction.Disable(cell.kind().sessionName(), text));

        cell.eventually(
                cell.kind() + " shows the text",
                () -> cell.peer().session(InteropCell.NIGHTJAR).contains(text)
                        || cell.peer().log().contains(text),
                () -> cell.peer().session(InteropCell.NIGHTJAR));
        assertThat(cell.peer().isEstablished(InteropCell.NIGHTJAR)).isFalse();
        cell.bed().perform(new PeerAction.Enable(cell.kind().sessionName()));
        cell.awaitEstablished();
    }

    private static boolean hasBeenShutDown(StatusReport.Peer peer) {
        return String.valueOf(peer.lastDown()).contains("Administrative Shutdown");
    }
}
