package io.nightjar.bgp.capability;

import io.nightjar.bgp.net.Octets;

/** A capability that we do not speak, kept as it came (RFC 5492 §3: to be ignored, never a fault). */
public record UnknownCapability(int code, Octets value) implements Capability {

    public UnknownCapability {
        if (code < 0 || code > 0xff || value.length() > 0xff) {
            throw new IllegalArgumentException("capability " + code + " with " + value.length() + " octets");
        }
    }
}
