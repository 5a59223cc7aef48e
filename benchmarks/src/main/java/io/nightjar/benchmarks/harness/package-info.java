/**
 * What the benchmarks beside other programs have in common: work inside a network namespace, what processes cost, and what
 * machine it was.
 */
@NullMarked
package io.nightjar.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
