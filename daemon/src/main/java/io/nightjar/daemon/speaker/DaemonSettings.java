package io.nightjar.daemon.speaker;

import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.bird.socket.BirdSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a daemon is told besides its configuration.
 *
 * @param version for reports
 * @param sockets on which it answers
 * @param kernelTable the routing table that is written, 0 for none: the kernel is not even read
 * @param exit how it ends
 * @param clock tells the time
 * @param timeOfDay tells it to people
 * @param random spreads timers
 * @param rehearses whether Java is to compile the way of a route before there is one: costs a processor's second
 */
public record DaemonSettings(
        String version,
        Sockets sockets,
        int kernelTable,
        Exit exit,
        NanoClock clock,
        InstantSource timeOfDay,
        RandomGenerator random,
        boolean rehearses) {

    /** Of a daemon that leaves the kernel alone. */
    public static final int NO_KERNEL = 0;

    /** A daemon for whose people time begins when its clock's does. */
    public DaemonSettings(
            String version, Sockets sockets, int kernelTable, Exit exit, NanoClock clock, RandomGenerator random) {
        this(
                version,
                sockets,
                kernelTable,
                exit,
                clock,
                () -> Instant.ofEpochSecond(0, clock.nanoTime()),
                random,
                false);
    }

    /** The same for one that does not pass for BIRD. */
    public DaemonSettings(
            String version, Path control, int kernelTable, Exit exit, NanoClock clock, RandomGenerator random) {
        this(version, new Sockets(control, List.of()), kernelTable, exit, clock, random);
    }

    /**
     * The sockets on which a daemon answers.
     *
     * @param control our own
     * @param bird those of BIRD
     */
    public record Sockets(Path control, List<BirdSocket> bird) {

        public Sockets {
            bird = List.copyOf(bird);
        }
    }

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
