package io.nightjar.bgp.capability;

/**
 * What the sender is to the receiver, commercially (RFC 9234 §4.1).
 *
 * @param value a {@link BgpRole#code()}, or an octet that is not assigned
 */
public record RoleCapability(int value) implements Capability {

    public static final int CODE = 9;

    public RoleCapability {
        if (value < 0 || value > 0xff) {
            throw new IllegalArgumentException("role out of range: " + value);
        }
    }

    /** The capability of a speaker in that role. */
    public static RoleCapability of(BgpRole role) {
        return new RoleCapability(role.code());
    }

    @Override
    public int code() {
        return CODE;
    }
}
