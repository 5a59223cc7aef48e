/** What tests of this and of other modules need around the kernel: a fake table, its contract, and real namespaces. */
@NullMarked
package io.nightjar.kernel.testing;

import org.jspecify.annotations.NullMarked;
