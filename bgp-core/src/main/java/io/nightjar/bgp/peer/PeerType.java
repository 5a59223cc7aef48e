package io.nightjar.bgp.peer;

/** Whether a peer is in our autonomous system (RFC 4271 §1.1). */
public enum PeerType {
    INTERNAL,
    EXTERNAL
}
