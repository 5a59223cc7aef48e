package io.nightjar.daemon.speaker;

import io.nightjar.bgp.time.NanoClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What a daemon is told besides its configuration.
 *
 * @param version for reports
 * @param control the control socket
 * @param kernelTable the routing table that is written, 0 for none: the kernel is not even read
 * @param exit how it ends
 * @param clock tells the time
 * @param random spreads timers
 */
public record DaemonSettings(
        String version, Path control, int kernelTable, Exit exit, NanoClock clock, RandomGenerator random) {

    /** Of a daemon that leaves the kernel alone. */
    public static final int NO_KERNEL = 0;

    /**
     * How a daemon ends when it is asked to.
     *
     * @param drainTime between the request to look for other ways and the end; of no meaning in other modes
     */
    public record Exit(ExitMode mode, Duration drainTime) {

        /** A new start follows. */
        public static final Exit RESTART = new Exit(ExitMode.RESTART, Duration.ZERO);
    }
}
