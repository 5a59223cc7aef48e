/**
 * How fast a route reflector passes on what its clients announce, beside real daemons in the same run, and beside a program that
 * copies octets and decides nothing ({@link io.nightjar.benchmarks.reflector.NullReflector}).
 *
 * <p>One thread plays all clients ({@link io.nightjar.benchmarks.reflector.Crowd}). What they say is encoded beforehand
 * ({@link io.nightjar.benchmarks.reflector.Script}); what they hear is checked while the time runs: each prefix
 * ({@link io.nightjar.benchmarks.reflector.Arrivals}) and each set of attributes, octet for octet
 * ({@link io.nightjar.benchmarks.reflector.AttributeBook}). A daemon that is fast and wrong is not fast.
 *
 * <p>The same crowd gives a node its sessions and routes while somebody asks over BIRD's control socket
 * ({@link io.nightjar.benchmarks.reflector.ControlBenchmark}, {@code scripts/bench-control}).
 *
 * <p>{@code scripts/bench-reflector} runs it; {@code docs/performance.md} is written by it.
 */
@NullMarked
package io.nightjar.benchmarks.reflector;

import org.jspecify.annotations.NullMarked;
