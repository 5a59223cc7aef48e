/**
 * What the process is told by its surroundings: environment variables, the node name file, the host name.
 *
 * <p>Receives strings through {@link io.nightjar.calico.environment.Environment}, a port, so that everything that reads
 * them is a pure function. Emits typed values ({@link io.nightjar.calico.environment.NodeName}) or an
 * {@link io.nightjar.calico.environment.EnvironmentException} that names the variable at fault: a wrong value is the
 * operator's, so it is refused at start rather than guessed around. The names and the order of precedence are those of
 * calico-node, so that one set of variables serves both.
 */
@NullMarked
package io.nightjar.calico.environment;

import org.jspecify.annotations.NullMarked;
