package io.nightjar.bgp.message;

import io.nightjar.bgp.net.Prefix;

/**
 * One entry of network layer reachability information.
 *
 * @param prefix the destination
 * @param pathId the path identifier of RFC 7911, 0 to 4294967295, or {@link #NO_PATH_ID} when ADD-PATH is not in use
 */
public record Nlri(Prefix prefix, long pathId) {

    /** Marks an entry that was encoded without a path identifier. */
    public static final long NO_PATH_ID = -1;

    /** An entry without a path identifier. */
    public static Nlri of(Prefix prefix) {
        return new Nlri(prefix, NO_PATH_ID);
    }

    public boolean hasPathId() {
        return pathId != NO_PATH_ID;
    }

    /** Written out like {@link #hashCode}: asked for each route, several times. */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Nlri that && pathId == that.pathId && prefix.equals(that.prefix));
    }

    @Override
    public int hashCode() {
        return prefix.hashCode() + Long.hashCode(pathId);
    }

    @Override
    public String toString() {
        return hasPathId() ? prefix + " path " + pathId : prefix.toString();
    }
}
