/**
 * The commands, one class each.
 *
 * <p>Receives options, arguments and the environment; emits text for people or JSON for machines on standard output, and
 * an exit code. A command that cannot do its work throws {@link io.nightjar.daemon.cli.CommandException}, which becomes
 * one line on standard error.
 *
 * <p>{@code run} composes a speaker and waits for its end; {@code status} asks a running one through the control socket
 * and only renders what it hears.
 */
@NullMarked
package io.nightjar.daemon.cli;

import org.jspecify.annotations.NullMarked;
