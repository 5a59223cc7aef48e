/**
 * What the daemon counts and measures, in Prometheus' text format.
 *
 * <p>Two kinds of figures: what happens is told to {@link io.nightjar.daemon.metrics.Meters} when it happens, by any thread, and
 * costs an addition; how things are is put into a {@link io.nightjar.daemon.metrics.Reading} when somebody asks. The number of
 * series does not depend on the number of peers: only peers that are not well have series of their own, and only so many of them,
 * unless all are asked for.
 *
 * <p>The names are a promise: docs/metrics.md has them, and a test compares. Micrometer stays behind this package.
 */
@NullMarked
package io.nightjar.daemon.metrics;

import org.jspecify.annotations.NullMarked;
