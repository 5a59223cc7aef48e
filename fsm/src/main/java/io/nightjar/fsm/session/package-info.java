/**
 * What turns the session machine into sessions: the driver, its ports, and what the rest of Nightjar sees of a session.
 *
 * <p>{@link io.nightjar.fsm.session.SessionDriver} stands for one configured peer. It holds one attempt, that is one context
 * of the machine, for each connection with this peer: the one that we dial and those that the peer dials. Inputs pass a
 * first-in first-out queue, become events, and the actions that the machine returns are carried out at once; nothing else
 * interprets actions. When a valid OPEN comes in, the collisions of RFC 4271 §6.8 are resolved before it is answered, so
 * that at most one attempt gets past OpenSent. An attempt that ends while another one lives on is forgotten; the last one
 * stays and starts again after the connect delay, or after the growing error wait.
 *
 * <p>The ports are {@link io.nightjar.fsm.session.Connector}, {@link io.nightjar.fsm.session.Connection},
 * {@link io.nightjar.fsm.session.SessionTimers}, {@link io.nightjar.fsm.session.SessionLoop} and
 * {@link io.nightjar.fsm.session.SessionListener}. All of a driver's work is done on its loop, except for
 * {@link io.nightjar.fsm.session.SessionDriver#status}, which reads a published value.
 *
 * <p>Back-pressure: while the table has paused reading, the HoldTimer does not end the session, since it is we who do not
 * listen; it starts anew when reading is resumed. KEEPALIVEs are sent all the while.
 *
 * <p>Refused here: connections during an error wait (closed), connections for a disabled peer (Cease/Connection Rejected),
 * and more than {@value io.nightjar.fsm.session.SessionDriver#MAX_ATTEMPTS} attempts of one peer at a time (closed).
 */
@NullMarked
package io.nightjar.fsm.session;

import org.jspecify.annotations.NullMarked;
