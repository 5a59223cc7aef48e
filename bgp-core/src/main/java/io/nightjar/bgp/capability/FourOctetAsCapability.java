package io.nightjar.bgp.capability;

import io.nightjar.bgp.net.AsNumber;

/** The sender's AS number in four octets (RFC 6793 §3). */
public record FourOctetAsCapability(AsNumber asNumber) implements Capability {

    public static final int CODE = 65;

    @Override
    public int code() {
        return CODE;
    }
}
