/**
 * The cluster simulator: many real speakers in one thread on virtual time, out of one seed.
 *
 * <p>Real are the state machine and its driver, the codec, the table, the planner over the datastore's keys, the reconfiguration
 * and the kernel's synchronizer; they are put together by {@link io.nightjar.daemon.speaker.SpeakerCore}, as in the daemon. Simulated
 * is what they stand in: time ({@code Scheduler}), connections ({@code Network}, {@code WireEnd}), the kernel's table, the
 * datastore's delivery, and the machines with their power switches. The threads of the daemon become turns that are taken a little
 * after something was handed over, in an order that the seed decides.
 *
 * <p>{@code Simulation} receives a {@code Scenario}; it lets a {@code FaultPlan} happen, checks invariants after every event, and
 * compares all kernels with the {@code Oracle}, which knows nothing of BGP: who runs, who can be talked to, and who owns which block.
 *
 * <p>Refused: anything that could be different the next time. Nothing in here asks for the real time or for chance.
 */
@NullMarked
package io.nightjar.conformance.sim;

import org.jspecify.annotations.NullMarked;
