/**
 * What this node has to do, given the cluster: a pure function.
 *
 * <p>Receives a {@link io.nightjar.calico.model.ClusterState} and {@link io.nightjar.calico.plan.PlanSettings}. Emits a
 * {@link io.nightjar.calico.plan.Plan}: the {@link io.nightjar.rib.config.SpeakerConfig} of this node with what could not
 * be used and what is worth knowing, or the reason why there is none yet. There is one small planner per concern: mesh,
 * explicit peers, originated routes, export policy, kernel policy, BGP identifier.
 *
 * <p>The meaning of the state is the one that Calico 2.6 gave it in the BIRD configuration that it wrote: next hop self, no
 * kernel metric, import of everything, export of own blocks as a whole and of whatever else lies in a pool. One thing
 * differs on purpose, see {@link io.nightjar.calico.plan.SpeakerPlanner}: in the mesh only one end dials.
 *
 * <p>The same input gives the same output, and every list in it is sorted, so a configuration can be compared with the one
 * in force. A node that the datastore does not know yet has no plan, which is not the same as an empty plan: that would
 * tear down what is running.
 *
 * <p>Refuses: clocks, sockets, the datastore, and routes that would be programmed wrongly: rather none, with a note.
 */
@NullMarked
package io.nightjar.calico.plan;

import org.jspecify.annotations.NullMarked;
