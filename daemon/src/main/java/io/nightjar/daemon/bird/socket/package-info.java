/**
 * BIRD's control sockets: {@code bird.ctl} and {@code bird6.ctl}, byte by byte.
 *
 * <p>Owns the files and the Netty channels behind them. Receives lines, hands them to a {@link io.nightjar.daemon.bird.BirdShell},
 * and sends what it answers, one piece when the piece before has left.
 *
 * <p>Everything is bounded: a line in length (a longer one is refused and skipped), a connection in what waits for it (one piece
 * of an answer, one read of input; while an answer is on its way nothing is read), connections in number (the one that has been
 * quiet for longest gives way), and a client that takes nothing in time. Nobody waits for anybody else.
 *
 * <p>A command and the end of the input after it are answered before the connection ends; BIRD forgets the answer. A line that is
 * longer than BIRD's buffer ends BIRD's connection, or keeps BIRD busy for ever; here it is told to be too long.
 */
@NullMarked
package io.nightjar.daemon.bird.socket;

import org.jspecify.annotations.NullMarked;
