/**
 * What has happened to the speaker lately, for people who look afterwards.
 *
 * <p>Owns a ring of {@link io.nightjar.daemon.events.Event}s of fixed size: {@link io.nightjar.daemon.events.EventLog}. Any thread
 * may tell it something, which costs a lock and no input or output; nobody waits for whoever reads. It hears of sessions through
 * {@link io.nightjar.daemon.events.ToldSessions}, and of what has no listener of its own by looking at it now and then: {@link
 * io.nightjar.daemon.events.EventWatch}.
 *
 * <p>Texts of peers are in here as they were sent, cut to a length. Whoever shows them has to see to it that they do no harm.
 * Passwords are not: none of the sources has them.
 */
@NullMarked
package io.nightjar.daemon.events;

import org.jspecify.annotations.NullMarked;
