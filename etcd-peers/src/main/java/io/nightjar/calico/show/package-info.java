/**
 * What a node does, for people who want to compare it with what Calico's own configuration means.
 *
 * <p>Receives a {@link io.nightjar.calico.plan.NodePlan}; emits JSON in Calico's terms, or the configuration that BIRD would
 * have been given for the same. Both are the same for the same plan. Passwords are shown only when that is asked for.
 *
 * <p>Refuses to know anything that the plan does not say: what is shown is what is done.
 */
@NullMarked
package io.nightjar.calico.show;

import org.jspecify.annotations.NullMarked;
