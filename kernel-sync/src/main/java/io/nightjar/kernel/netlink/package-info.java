/**
 * Netlink (RFC 3549) spoken to Linux through jnr-ffi: the only place with system calls but {@code kernel.memory}, which has one.
 *
 * <p>Owns the C library's mapping, two sockets for each table, and the codecs of link, address and route messages. The
 * codecs are pure and work on byte buffers; whatever arrives, they answer with a value or with "not understood", never
 * with an exception, and never read outside a message.
 *
 * <p>Receives operations, writes them many to a system call, and assigns the kernel's errors by sequence number. Emits
 * snapshots from dumps, which are repeated when the kernel says that it was interrupted by a change, and events.
 *
 * <p>Refuses, by construction, to change what is not ours. An addition carries NLM_F_EXCL. A deletion names protocol 12
 * together with type, metric and next hops. NLM_F_REPLACE is never used, because the kernel replaces whatever stands
 * under the key, and what stands there may have changed since we looked. {@code RouteReplacement} tells how a route is
 * changed without a gap all the same.
 */
@NullMarked
package io.nightjar.kernel.netlink;

import org.jspecify.annotations.NullMarked;
