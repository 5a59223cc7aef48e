/**
 * The walkthrough in network namespaces: {@code nightjar lab}.
 *
 * <p>Owns everything that the lab puts on a machine: a state directory below {@code /run/nightjar-lab}, network
 * namespaces whose names begin with the run's id, and the processes inside them. Nothing else is touched: no interface, address
 * or route of the machine's own network is ever changed, so that several labs can stand side by side and beside
 * whatever else runs.
 *
 * <p>From the outside in: {@link io.nightjar.daemon.lab.LabCommand} is the command line; {@link
 * io.nightjar.daemon.lab.Cluster} starts the datastore and one speaker per node and says when the cluster has converged;
 * {@link io.nightjar.daemon.lab.LabSite} is one run's place on the machine, with its namespaces, processes and files;
 * {@link io.nightjar.daemon.lab.LabRegistry} hands out the places and clears those whose owner died. What the
 * cluster looks like is a value ({@link io.nightjar.daemon.lab.LabPlan}), and so are the datastore's keys, BIRD's
 * configuration, the expected routes and the report; they can all be tested without a namespace.
 *
 * <p>A node's network is always a namespace. What else a node is, a {@link io.nightjar.daemon.lab.NodeDriver} decides,
 * when a long-running program is started there: nothing else ({@link io.nightjar.daemon.lab.NamespaceDriver}), or a
 * container for each program ({@link io.nightjar.daemon.lab.ContainerDriver}).
 *
 * <p>Programs of the machine are run through {@link io.nightjar.daemon.lab.Commands} only. The package refuses to
 * guess: a command that fails or takes too long ends the lab with that command's own words.
 */
@NullMarked
package io.nightjar.daemon.lab;

import org.jspecify.annotations.NullMarked;
