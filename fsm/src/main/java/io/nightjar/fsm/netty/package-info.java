/**
 * The transport of sessions on Netty: event loops, listeners, dialling, frames.
 *
 * <p>{@link io.nightjar.fsm.netty.BgpEndpoint} is what the daemon sees. It owns the event loops ({@code bgp-io-n}, epoll where
 * the platform has it, else NIO), the listening sockets, and one session driver for each peer. A peer is bound to one loop
 * for life: its connections, whoever requested them, its timers and its decoding all run there, so that nothing in a
 * session needs a lock.
 *
 * <p>Incoming connections find their peer by the remote address alone; if several peers share it, one whose configured local
 * address is where the connection arrived comes first, then the first by name. An address inside a neighbour range becomes a
 * passive peer named {@code Range_…}, which goes when its last connection does. Anybody else is closed without a word on the
 * wire and with a rate-limited one in the log.
 *
 * <p>Bounded: a connection's cumulation holds at most one message plus one read; what is written beyond the high watermark
 * makes the session not writable; at most {@value io.nightjar.fsm.netty.Neighborhood#MAX_RANGE_PEERS} peers come out of ranges; a peer
 * has at most {@value io.nightjar.fsm.netty.BoundPeer#MAX_ACCEPTED} connections to us, those included that are only being closed, and
 * causes only so many lines in the log. A closed connection says its NOTIFICATION, half-closes, and waits a moment for the peer to read it, because a plain close
 * with unread input would reset the connection and might destroy what was sent.
 *
 * <p>A port that is taken is tried again with back-off and shows in the endpoint's status; it never stops the speaker.
 */
@NullMarked
package io.nightjar.fsm.netty;

import org.jspecify.annotations.NullMarked;
