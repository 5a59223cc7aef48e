/**
 * How long a change of Calico's datastore takes from the new view to the last command for sessions and table, in clusters of any
 * size.
 *
 * <p>Everything is the daemon's own but the datastore, the network and the kernel: a view with one object changed goes through the
 * builder, the planner, the reconfigurer and the bridge to the table. Sessions are established at once, and their octets go
 * nowhere.
 */
@NullMarked
package io.nightjar.benchmarks.calico;

import org.jspecify.annotations.NullMarked;
