package io.nightjar.daemon.speaker;

import io.nightjar.bgp.time.NanoClock;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * What a daemon is told besides its configuration.
 *
 * @param version for reports
 * @param control the control socket
 * @param kernel how the kernel is treated
 * @param clock tells the time
 * @param random spreads timers
 */
public record DaemonSettings(String version, Path control, Kernel kernel, NanoClock clock, RandomGenerator random) {

    /**
     * How the kernel is treated.
     *
     * @param table the routing table that is written, 0 for none: the kernel is not even read
     * @param flushOnExit whether our routes are removed at an orderly end
     */
    public record Kernel(int table, boolean flushOnExit) {

        /** The kernel is left alone. */
        public static final Kernel OFF = new Kernel(0, false);
    }
}
