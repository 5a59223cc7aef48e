/**
 * {@code nightjar top}: a running daemon, looked at again and again.
 *
 * <p>Receives samples of a daemon (its status, and its metrics as text) or the news that it does not answer, and a person's keys;
 * emits frames of lines, each no wider than the terminal and not more than it has, and says which sessions changed between two samples.
 * {@link io.nightjar.daemon.top.History} remembers, {@link io.nightjar.daemon.top.Frame} draws, and both are pure: time comes with the samples.
 * {@link io.nightjar.daemon.top.TerminalScreen} is the one that knows escape sequences and the terminal's settings, and puts them back.
 *
 * <p>Refuses to show anything that could move the cursor: what a peer or the datastore has written is escaped
 * ({@link io.nightjar.daemon.top.Cells}).
 */
@NullMarked
package io.nightjar.daemon.top;

import org.jspecify.annotations.NullMarked;
