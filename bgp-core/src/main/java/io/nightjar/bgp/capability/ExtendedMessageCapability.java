package io.nightjar.bgp.capability;

/** The sender can receive messages of up to 65,535 octets (RFC 8654 §3). */
public record ExtendedMessageCapability() implements Capability {

    public static final int CODE = 6;

    @Override
    public int code() {
        return CODE;
    }
}
