package io.nightjar.bgp.capability;

import io.nightjar.bgp.net.AddressFamily;

/** The sender can exchange routes of a family (RFC 4760 §8). */
public record MultiprotocolCapability(AddressFamily family) implements Capability {

    public static final int CODE = 1;

    @Override
    public int code() {
        return CODE;
    }
}
