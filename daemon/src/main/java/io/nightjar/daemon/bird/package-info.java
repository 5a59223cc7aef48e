/**
 * The answers of BIRD 1.6, given by somebody else.
 *
 * <p>Calico's tools, and many a script, ask BIRD's control socket and read what it prints. This package prints the same about our
 * speaker: {@link io.nightjar.daemon.bird.BirdShell} takes a line, has it understood, asks a {@link
 * io.nightjar.daemon.bird.BirdSource}, and writes the answer octet by octet as BIRD would. One daemon of BIRD has one family; so
 * each shell has one, and shows what belongs to it.
 *
 * <p>Answers may be long. They are written piece by piece ({@link io.nightjar.daemon.bird.Answer}), each piece when the one before
 * has been taken, and nothing is kept in between but a position. The table is asked for a few hundred destinations at a time.
 *
 * <p>Refuses, in BIRD's words, what there is no equal to: its filter language, its log, other protocols. Where BIRD shows a number
 * that we do not have, the line is left out rather than filled in.
 */
@NullMarked
package io.nightjar.daemon.bird;

import org.jspecify.annotations.NullMarked;
