/**
 * The entry point: which commands there are.
 *
 * <p>Receives the arguments; emits an exit code: 0 when all went well, 1 when something failed at run time, 2 when the
 * arguments or the configuration are wrong. Every failure is one line on standard error (a configuration file's
 * problems: one line each), never a stack trace.
 *
 * <p>Only {@link io.nightjar.daemon.Main} is here, so that nothing in the daemon can depend on it. The commands are in
 * {@code daemon.cli} and {@code daemon.lab}, the running speaker is composed in {@code daemon.speaker}.
 */
@NullMarked
package io.nightjar.daemon;

import org.jspecify.annotations.NullMarked;
