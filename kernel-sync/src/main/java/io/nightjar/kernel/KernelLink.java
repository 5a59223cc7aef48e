package io.nightjar.kernel;

/**
 * A network interface.
 *
 * @param index the kernel's number for it
 * @param name which may change
 * @param up whether the administrator has set it up; the carrier is not considered, as in BIRD
 * @param details for people
 */
public record KernelLink(int index, String name, boolean up, Details details) {

    /** An interface of which nothing more is known. */
    public KernelLink(int index, String name, boolean up) {
        this(index, name, up, Details.NONE);
    }

    /**
     * What nothing depends on.
     *
     * @param carrier whether there is somebody at the other end
     * @param kind what it reaches
     * @param multicast whether it can be sent to many at once
     * @param mtu in octets
     * @param master the number of the interface that it is a part of; 0 for none
     */
    public record Details(boolean carrier, Kind kind, boolean multicast, long mtu, int master) {

        /** Nothing is known. */
        public static final Details NONE = new Details(false, Kind.OTHER, false, 0, 0);
    }

    /** What an interface reaches. */
    public enum Kind {
        /** This machine. */
        LOOPBACK,
        /** One other machine. */
        POINT_TO_POINT,
        /** Many, all at once if need be. */
        BROADCAST,
        /** Many. */
        OTHER
    }
}
