package io.nightjar.benchmarks.kernel;

import io.nightjar.benchmarks.harness.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A few of the routes, the last one among them, whose coming and going tells when it is worth having the kernel count: to look
 * for one costs next to nothing, to count all of them as much as many writes. For a thread in the target's namespace.
 */
record Landmarks(List<InetSocketAddress> places) {

    private static final int NUMBER = 16;

    private static final int DISCARD_PORT = 9;

    private static final long PAUSE_NANOS = 200_000;

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Of so many routes. */
    static Landmarks of(int routes) {
        return new Landmarks(IntStream.range(0, NUMBER)
                .map(number -> (int) ((routes - 1L) * number / (NUMBER - 1)))
                .distinct()
                .mapToObj(index -> Wire.socket(Blocks.address(index), DISCARD_PORT))
                .toList());
    }

    /** Until the kernel sends what is for them to the feed, all or none. */
    void await(boolean there) throws IOException {
        long start = System.nanoTime();
        for (InetSocketAddress place : places) {
            while (isRouted(place) != there) {
                if (System.nanoTime() - start > LIMIT_NANOS) {
                    throw new IOException(
                            place.getAddress() + (there ? " is not routed after " : " is still routed after ")
                                    + TimeUnit.NANOSECONDS.toSeconds(LIMIT_NANOS) + " s");
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** To connect a datagram socket sends nothing; it gets the address of the link towards the feed, or that of the default route. */
    private static boolean isRouted(InetSocketAddress place) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
            channel.connect(place);
            return channel.getLocalAddress() instanceof InetSocketAddress local
                    && local.getAddress().getHostAddress().equals(Ground.TARGET_ADDRESS);
        }
    }
}
