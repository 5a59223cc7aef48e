package io.nightjar.conformance.interop;

/** What a speaker is told about one of its sessions beyond addresses and numbers. */
enum SessionOption {
    /** Accepts only, never dials. */
    PASSIVE,
    /** TCP MD5 signatures (RFC 2385). */
    MD5,
    /** The same with a key that the other side does not have. */
    WRONG_KEY,
    /** The Generalized TTL Security Mechanism (RFC 5082). */
    GTSM,
    /** The neighbor is some hops away. */
    MULTIHOP,
    /** Several paths for a prefix, sent and received (RFC 7911). */
    ADD_PATH,
    /** Graceful restart (RFC 4724). */
    GRACEFUL_RESTART,
    /** Messages of up to 65535 octets (RFC 8654). */
    EXTENDED_MESSAGES,
    /** The neighbor is our client (RFC 4456). */
    CLIENT,
    /** IPv4 routes over IPv6, with IPv6 next hops (RFC 8950). */
    EXTENDED_NEXT_HOP,
    /** A short graceful restart, and long-lived stale routes after it (RFC 9494). */
    LONG_LIVED,
    /** We are the neighbor's provider (RFC 9234). */
    PROVIDER,
    /** We are the neighbor's customer. */
    CUSTOMER
}
