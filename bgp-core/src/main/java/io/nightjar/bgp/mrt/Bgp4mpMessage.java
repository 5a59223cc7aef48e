package io.nightjar.bgp.mrt;

import io.nightjar.bgp.net.Octets;

/**
 * A message as it was seen on a session (RFC 6396 §4.4.2, RFC 8050 §3).
 *
 * @param fourOctetAs how wide the AS numbers in it are
 * @param addPath whether its routes have path identifiers
 * @param sentByLocal whether the writer of the file sent it; otherwise the peer did
 * @param message with its header; not checked in any way
 */
public record Bgp4mpMessage(
        Bgp4mpSession session, boolean fourOctetAs, boolean addPath, boolean sentByLocal, Octets message) {}
