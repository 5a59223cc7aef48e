package io.nightjar.bgp.capability;

import io.nightjar.bgp.net.AddressFamily;
import java.util.List;

/**
 * The sender can keep routes over a restart (RFC 4724 §3, RFC 8538 §2).
 *
 * @param restarted the R bit: the sender has just restarted, and the receiver shall not wait for its End-of-RIB
 * @param notification the N bit: a NOTIFICATION and an expired hold timer keep routes, too
 * @param restartSeconds 0 to 4095: how long the sender may need to come back
 * @param families for which the sender keeps routes of others while it restarts; none if it can only help others
 */
public record GracefulRestartCapability(
        boolean restarted, boolean notification, int restartSeconds, List<Family> families) implements Capability {

    public static final int CODE = 64;

    /** The Restart Time is 12 bits wide. */
    public static final int MAX_RESTART_SECONDS = 0xfff;

    private static final int MAX_FAMILIES = (0xff - 2) / 4;

    public GracefulRestartCapability {
        families = List.copyOf(families);
        if (restartSeconds < 0 || restartSeconds > MAX_RESTART_SECONDS || families.size() > MAX_FAMILIES) {
            throw new IllegalArgumentException(
                    "restart time " + restartSeconds + " with " + families.size() + " families");
        }
    }

    @Override
    public int code() {
        return CODE;
    }

    /** Whether the sender asks for its routes of a family to be kept. */
    public boolean covers(AddressFamily family) {
        return families.stream().anyMatch(entry -> entry.family.equals(family));
    }

    /** Whether the sender has kept its forwarding state of a family over the restart that it comes from. */
    public boolean preserved(AddressFamily family) {
        return families.stream().anyMatch(entry -> entry.family.equals(family) && entry.forwardingPreserved);
    }

    /**
     * One family.
     *
     * @param forwardingPreserved the F bit
     */
    public record Family(AddressFamily family, boolean forwardingPreserved) {}
}
