/**
 * What {@code nightjar speak} does: one session with one peer, told by hand what to announce, that tells all it hears.
 *
 * <p>Receives routes as text, from a table in an MRT file and from lines on standard input; emits UPDATEs through a session of
 * {@code fsm}, and JSON lines. There is no table here and no decision: what is announced twice is sent twice, and what is
 * heard is printed and forgotten.
 *
 * <p>One thread, that of the command, does all work ({@link io.nightjar.daemon.speak.Injector}); the session's loop and the
 * reader of standard input hand it tasks. What is to be sent is read no faster than the session can be written to, and a
 * peer that says more than is printed is not read.
 */
@NullMarked
package io.nightjar.daemon.speak;

import org.jspecify.annotations.NullMarked;
