/**
 * The commands for people, {@code nightjar decode} and {@code nightjar speak}, beside real daemons and real analyzers.
 *
 * <p>What {@code decode} makes of a capture is compared with what tshark makes of it, message by message, and what it
 * makes of an MRT file with what the daemon that wrote it says about its own table. What {@code speak} announces is asked
 * of the daemons that heard it, and what it hears is what they were told to announce.
 *
 * <p>{@link io.nightjar.conformance.tools.SeenMessage} is a message in nobody's words; one class per analyzer puts its
 * output into them.
 */
@NullMarked
package io.nightjar.conformance.tools;

import org.jspecify.annotations.NullMarked;
