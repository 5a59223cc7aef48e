/**
 * The speaker as a whole: sessions, table, reflector and kernel put together, and kept at the wanted configuration.
 *
 * <p>Receives {@link io.nightjar.rib.config.SpeakerConfig}s, one after the other, from a file or from a planner over the
 * datastore. {@link io.nightjar.daemon.speaker.Daemon} builds everything by hand, starts it in order and stops it in the
 * reverse order; {@link io.nightjar.daemon.speaker.Reconfigurer} compares each new configuration with the one in force
 * and does only what the difference demands. The rest are bridges, each between two modules that must not know each
 * other: sessions and table, table and kernel, kernel and table.
 *
 * <p>The thread {@code control} plans and reconfigures. Bridges are called on the threads of what they join, keep no lock,
 * and hand over at once. A full mailbox stops the reading of the session that fills it.
 *
 * <p>Emits log lines, one for each change of state, and the reports of the control socket.
 */
@NullMarked
package io.nightjar.daemon.speaker;

import org.jspecify.annotations.NullMarked;
