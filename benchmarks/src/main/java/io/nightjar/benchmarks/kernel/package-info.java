/**
 * How fast routes come from a session into the kernel and out of it again, beside real daemons in the same run, and beside
 * what a program reaches that does nothing else.
 *
 * <p>{@code scripts/bench-kernel} runs it; {@code docs/kernel-speed.md} is written by it.
 */
@NullMarked
package io.nightjar.benchmarks.kernel;

import org.jspecify.annotations.NullMarked;
