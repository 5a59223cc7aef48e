/**
 * The command language of BIRD 1.6's control socket.
 *
 * <p>Receives one line, as a client has sent it; emits a {@link io.nightjar.daemon.bird.command.BirdCommand}, or the words with
 * which BIRD refuses it. The words of the language are those of BIRD as Calico builds it: a keyword is none that a protocol could
 * be named, and is written in full and in lower case, because abbreviations are the client's business.
 *
 * <p>Knows nothing of what a command does. What BIRD understands and this does not (filters in {@code where} and {@code eval}) is
 * a syntax error.
 */
@NullMarked
package io.nightjar.daemon.bird.command;

import org.jspecify.annotations.NullMarked;
