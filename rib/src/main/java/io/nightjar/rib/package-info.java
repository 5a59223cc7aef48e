/**
 * The table as others see it: what it tells, what it asks for, and what can be read out of it.
 *
 * <p>Owns the ports of the table engine. {@link io.nightjar.rib.PeerOutput} is the way to an established peer,
 * {@link io.nightjar.rib.RibListener} hears about changed best paths, and {@link io.nightjar.rib.RibView} answers
 * questions with reasons from closed enums. Commands and the thread that takes them are in
 * {@code io.nightjar.rib.engine}; the values are in {@code io.nightjar.rib.route}.
 *
 * <p>Nothing in this module knows a socket, a clock or the kernel.
 */
@NullMarked
package io.nightjar.rib;

import org.jspecify.annotations.NullMarked;
