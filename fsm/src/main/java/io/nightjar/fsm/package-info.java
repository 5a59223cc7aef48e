/**
 * The BGP session as a pure function (RFC 4271 §8).
 *
 * <p>{@link io.nightjar.fsm.SessionStateMachine} takes a context and an event and returns the next context and a list of
 * actions. It is total over the six states and all events of §8.1, and holds no clock, socket, thread, logger or
 * randomness: timers are actions with nominal durations, and so are dialling, sending and closing. One context stands for
 * one TCP connection, as §8.2.1 has it; a driver that keeps several of them for one peer resolves their collisions with
 * {@link io.nightjar.fsm.CollisionResolution}. {@link io.nightjar.fsm.OpenNegotiation} turns two OPENs into what was agreed
 * on, or into the NOTIFICATION that refuses.
 *
 * <p>Departures from the text of RFC 4271, each on purpose:
 *
 * <ul>
 *   <li>A connection that fails before an OPEN was exchanged leads to Active, not to Idle: while we wait for the next
 *       attempt, a connection from the peer is still welcome.
 *   <li>A passive peer never dials, so its ConnectRetryTimer is not started.
 *   <li>A dial that is refused is repeated after 100 ms, doubling to 500 ms: the host is up and its speaker is about to
 *       be, and a session between two live speakers shall not wait for a ConnectRetryTimer. So is, up to five times in a row,
 *       a connection that the peer closes before its OPEN: its speaker may not have heard of us yet.
 *   <li>A NOTIFICATION is never answered with one, in no state; §8.2.2 would have OpenSent answer with an FSM error.
 *   <li>A second OPEN on one connection is an FSM error in OpenConfirm and Established; collisions are between
 *       connections.
 *   <li>Header errors in Established are reported as such (§6.1), not as FSM errors.
 *   <li>Damping by the IdleHoldTimer follows errors only: after a Cease or a failure of the connection only the connect
 *       delay is waited for, as BIRD does.
 * </ul>
 */
@NullMarked
package io.nightjar.fsm;

import org.jspecify.annotations.NullMarked;
