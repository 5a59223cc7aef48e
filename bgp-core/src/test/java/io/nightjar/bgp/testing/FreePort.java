package io.nightjar.bgp.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that a test starts. They lie below those that the kernel gives to connections by itself: otherwise a
 * connection could get the port between the moment in which it was found free and the one in which the server binds it.
 */
public final class FreePort {

    private static final int FIRST = 20_000;

    private static final int COUNT = 10_000;

    /** Tests that run at the same time begin at different places. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 31 % COUNT));

    private FreePort() {}

    /** A TCP port on the loopback interface on which nobody listens; another one each time. */
    public static int next() {
        return next(InetAddress.getLoopbackAddress());
    }

    /** A TCP port of this address on which nobody listens; another one each time. */
    public static int next(InetAddress address) {
        BindException last = null;
        for (int attempt = 0; attempt < COUNT; attempt++) {
            int port = FIRST + NEXT.getAndIncrement() % COUNT;
            try (ServerSocket socket = new ServerSocket(port, 1, address)) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                last = taken;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new UncheckedIOException("no port of " + address + " is free", last);
    }
}
