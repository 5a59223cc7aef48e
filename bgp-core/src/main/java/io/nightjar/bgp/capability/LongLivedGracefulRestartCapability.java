package io.nightjar.bgp.capability;

import io.nightjar.bgp.net.AddressFamily;
import java.util.List;

/**
 * The sender's routes may be kept for long after it has gone (RFC 9494 §4.1).
 *
 * @param families for which they may; none if the sender can only help others
 */
public record LongLivedGracefulRestartCapability(List<Family> families) implements Capability {

    public static final int CODE = 71;

    /** The Long-Lived Stale Time is 24 bits wide. */
    public static final int MAX_STALE_SECONDS = 0xff_ffff;

    private static final int MAX_FAMILIES = 0xff / 7;

    public LongLivedGracefulRestartCapability {
        families = List.copyOf(families);
        if (families.size() > MAX_FAMILIES) {
            throw new IllegalArgumentException(families.size() + " families in one capability");
        }
    }

    @Override
    public int code() {
        return CODE;
    }

    /** How long routes of a family may be kept, in seconds; 0 if they may not. */
    public int staleSeconds(AddressFamily family) {
        return families.stream()
                .filter(entry -> entry.family.equals(family))
                .mapToInt(Family::staleSeconds)
                .findFirst()
                .orElse(0);
    }

    /** Whether the sender has kept its forwarding state of a family over the restart that it comes from. */
    public boolean preserved(AddressFamily family) {
        return families.stream().anyMatch(entry -> entry.family.equals(family) && entry.forwardingPreserved);
    }

    /**
     * One family.
     *
     * @param forwardingPreserved the F bit
     * @param staleSeconds 0 to 16777215
     */
    public record Family(AddressFamily family, boolean forwardingPreserved, int staleSeconds) {

        public Family {
            if (staleSeconds < 0 || staleSeconds > MAX_STALE_SECONDS) {
                throw new IllegalArgumentException("stale time out of range: " + staleSeconds);
            }
        }
    }
}
