package io.nightjar.daemon.speaker;

import io.nightjar.kernel.memory.MappedFiles;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much memory the process keeps when its start is over. */
final class Footprint {

    /** After the start, until it has left the caches of those who took part in it. */
    static final Duration SETTLING = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Footprint.class);

    private Footprint() {}

    /** Gives back what only the start has needed. On a thread of its own: a speaker without a kernel loads the system calls first. */
    static void shrink() {
        new Thread(Footprint::release, "footprint").start();
    }

    private static void release() {
        try {
            MappedFiles.release();
        } catch (IOException e) {
            LOG.debug("memory stays as it is: {}", e.toString());
        }
    }
}
