/**
 * The kernel's routing table, kept equal to what the speaker wants.
 *
 * <p>Owns the difference between two states: the <em>desired</em> routes, at most one for a prefix, which anybody may
 * change through {@link io.nightjar.kernel.KernelSyncLoop#desire}, and the <em>actual</em> routes of one routing table,
 * read by {@link io.nightjar.kernel.KernelRouteTable}. {@link io.nightjar.kernel.KernelReconciler} turns the two into
 * operations; {@link io.nightjar.kernel.KernelSynchronizer} applies them and remembers what came of each. A
 * notification of the kernel only makes the comparison happen at once; a scan at start, after lost notifications and
 * once in a while makes it happen anyway.
 *
 * <p>Receives route changes, link, address and route notifications. Emits routes of protocol number 12 ({@code proto
 * bird}) in its own table, and {@link io.nightjar.kernel.KernelView}: links, connected prefixes and the routes of
 * others, by which next hops are resolved.
 *
 * <p>Refuses to touch a route of any other protocol number, whatever the reason. A foreign route with the same prefix
 * and metric is a conflict: it is reported with its owner, and ours follows when the other one is gone. Refuses as well
 * to replace routes that it found on start before the peer who wants others has announced everything, and to remove them
 * before it is told that everybody had the time to want them again ({@link io.nightjar.kernel.AdoptedRoutes}).
 *
 * <p>One thread, {@code kernel}, owns everything mutable here but the mailbox; it also does all system calls.
 */
@NullMarked
package io.nightjar.kernel;

import org.jspecify.annotations.NullMarked;
