/**
 * What this node has to do, given the cluster: a pure function.
 *
 * <p>Receives a {@link io.nightjar.calico.model.ClusterState} and {@link io.nightjar.calico.plan.PlanSettings}. Emits a
 * {@link io.nightjar.calico.plan.Plan}: the {@link io.nightjar.rib.config.SpeakerConfig} of this node with what could not
 * be used and what is worth knowing, or the reason why there is none yet. There is one small planner per concern: mesh,
 * explicit peers, originated routes, export policy, kernel policy, BGP identifier.
 *
 * <p>It goes two steps: a {@link io.nightjar.calico.plan.NodePlan} says in Calico's own terms, for each address family, what
 * Calico would have told BIRD; the configuration is made of that, and so is what people are shown. The meaning of the older
 * layout is the one that Calico 2.6 gave it (next hop self, no kernel metric, tunnels of our own), that of the newer one
 * what Calico 3.33 gives it. One thing differs on purpose, see {@link io.nightjar.calico.plan.SpeakerPlanner}: in the mesh of
 * the older layout, too, only one end dials.
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
