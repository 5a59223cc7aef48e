package io.nightjar.rib.engine;

import java.time.Duration;

/** Hears how the loop keeps up; on the table's thread. */
@FunctionalInterface
public interface TurnListener {

    /** A listener that is not interested. */
    TurnListener NONE = waited -> {};

    /** Best paths have been decided after UPDATEs, and handed on; the first of these came in so long ago. */
    void updatesDecided(Duration waited);
}
