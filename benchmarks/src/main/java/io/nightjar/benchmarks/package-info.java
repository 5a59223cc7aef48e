/**
 * Microbenchmarks of the hot paths, with JMH: the codec, the packing of UPDATEs, and the decision process.
 *
 * <p>They answer "did this change make it slower" on one machine in one run. What users feel is measured beside real
 * daemons, not here. {@code benchmarks/README.md} says how to run them.
 */
@NullMarked
package io.nightjar.benchmarks;

import org.jspecify.annotations.NullMarked;
