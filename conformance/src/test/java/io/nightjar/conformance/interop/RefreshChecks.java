package io.nightjar.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;

/** Routes that are asked for again. */
final class RefreshChecks {

    private RefreshChecks() {}

    static void peerAsks(InteropCell cell) {
        cell.awaitEstablished();
        cell.awaitPath(cell.ourBlock(), "before the refresh", path -> true);
        long before = cell.peer().updatesReceived(InteropCell.NIGHTJAR);

        cell.peer().askForRefresh(InteropCell.NIGHTJAR);

        cell.eventually(
                cell.kind() + " receives UPDATEs again",
                () -> cell.peer().updatesReceived(InteropCell.NIGHTJAR) > before,
                () -> cell.peer().session(InteropCell.NIGHTJAR));
        assertThat(cell.peer().paths(cell.ourBlock())).isNotEmpty();
        cell.awaitEstablished();
    }

    static void markersAroundIt(InteropCell cell) {
        cell.awaitEstablished();
        cell.awaitPath(cell.ourBlock(), "before the refresh", path -> true);
        long before = cell.peer().refreshMarkers(InteropCell.NIGHTJAR);

        cell.peer().askForRefresh(InteropCell.NIGHTJAR);

        cell.eventually(
                cell.kind() + " receives the markers of beginning and end",
                () -> cell.peer().refreshMarkers(InteropCell.NIGHTJAR) >= before + 2,
                () -> cell.peer().session(InteropCell.NIGHTJAR));
        assertThat(cell.peer().paths(cell.ourBlock())).isNotEmpty();
        cell.awaitEstablished();
    }
}
