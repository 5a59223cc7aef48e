package io.nightjar.rib.engine;

import io.nightjar.rib.RouteChanges;
import io.nightjar.rib.inbound.ImportReason;

/** Counts the changes that a peer sends. */
final class ChangeCount {

    private long refused;
    private long filtered;
    private long ignored;
    private long accepted;
    private long withdrawn;
    private long withdrawnForNothing;

    /** A route was announced; {@code changed} says whether it is not the one that was there. */
    void announced(ImportReason reason, boolean changed) {
        if (reason == ImportReason.REJECTED_BY_POLICY) {
            filtered++;
        } else if (reason != ImportReason.ACCEPTED) {
            refused++;
        } else if (changed) {
            accepted++;
        } else {
            ignored++;
        }
    }

    /** A route was withdrawn; {@code known} says whether it was there. */
    void withdrawn(boolean known) {
        if (known) {
            withdrawn++;
        } else {
            withdrawnForNothing++;
        }
    }

    /** With what the peer was told. */
    RouteChanges with(long told, long takenBack) {
        return new RouteChanges(
                new RouteChanges.Received(refused, filtered, ignored, accepted),
                new RouteChanges.Received(0, 0, withdrawnForNothing, withdrawn),
                told,
                takenBack);
    }
}
