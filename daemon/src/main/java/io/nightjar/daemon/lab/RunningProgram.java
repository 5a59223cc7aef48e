package io.nightjar.daemon.lab;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A program that has been started.
 *
 * @param outer the process that we have started; it ends when the program ends, and with the same exit code
 * @param program the program's own process, which may be another one; empty until it is known and when it has ended
 */
public record RunningProgram(Process outer, Supplier<Optional<ProcessHandle>> program) {

    /** A program that we have started without anything around it. */
    static RunningProgram of(Process process) {
        return new RunningProgram(process, () -> Optional.of(process.toHandle()));
    }
}
