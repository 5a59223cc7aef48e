/**
 * What this process occupies. Knows nothing of routes; the system calls are those of {@link io.nightjar.kernel.netlink.LibC}.
 */
@NullMarked
package io.nightjar.kernel.memory;

import org.jspecify.annotations.NullMarked;
