package io.nightjar.conformance.traffic;

import io.nightjar.conformance.traffic.ClusterShape.Link;
import java.util.function.Consumer;

/**
 * What happens to the cluster while packets flow.
 *
 * @param name by which a run can be told to look at it alone
 * @param title of its row
 * @param extent when it happens, and what is promised
 * @param before how the nodes hear from each other before it
 * @param everywhere whether it happens to all nodes alike, so that what leaves the third one is that BIRD's own matter
 * @param action makes it happen, and returns when everything is settled again
 */
record TrafficEvent(
        String name, String title, Extent extent, Link before, boolean everywhere, Consumer<TrafficLab> action) {

    /** When an event happens, and what Nightjar promises. */
    enum Extent {
        /** In every build; no packet is lost, no valid route deleted. */
        EVERY_BUILD,
        /** For the whole table only; no packet is lost, no valid route deleted. */
        WHOLE_TABLE,
        /** For the whole table only, and only counted. */
        COUNTED
    }

    /** One that concerns a single node of a mesh. */
    static TrafficEvent of(String name, String title, Extent extent, Consumer<TrafficLab> action) {
        return new TrafficEvent(name, title, extent, Link.MESH, false, action);
    }

    /** One that concerns all nodes. */
    static TrafficEvent everywhere(String name, String title, Extent extent, Link before, Consumer<TrafficLab> action) {
        return new TrafficEvent(name, title, extent, before, true, action);
    }

    boolean inEveryBuild() {
        return extent == Extent.EVERY_BUILD;
    }

    /** Not when a peer that is BIRD takes its routes back. */
    boolean promisesNoLoss() {
        return extent != Extent.COUNTED;
    }

    void happen(TrafficLab lab) {
        action.accept(lab);
    }

    @Override
    public String toString() {
        return name;
    }
}
