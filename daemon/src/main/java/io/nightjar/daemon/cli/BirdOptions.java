package io.nightjar.daemon.cli;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.daemon.bird.BirdClock;
import io.nightjar.daemon.bird.socket.BirdSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where BIRD's control sockets are to be. */
final class BirdOptions {

    static final String SOCKET = "NIGHTJAR_BIRD_SOCKET";

    static final String SOCKET6 = "NIGHTJAR_BIRD6_SOCKET";

    @Option(
            names = "--bird-socket",
            paramLabel = "PATH",
            description = "Answer like BIRD for IPv4 on this socket (default: " + SOCKET + ", or not at all).")
    private @Nullable Path socket;

    @Option(
            names = "--bird6-socket",
            paramLabel = "PATH",
            description = "Answer like BIRD for IPv6 on this socket (default: " + SOCKET6 + ", or not at all).")
    private @Nullable Path socket6;

    /** Those that are asked for. */
    List<BirdSocket> sockets(Map<String, String> environment, InstantSource timeOfDay) {
        BirdClock clock = new BirdClock(timeOfDay);
        List<BirdSocket> sockets = new ArrayList<>();
        add(sockets, chosen(socket, environment.get(SOCKET)), Afi.IPV4, clock);
        add(sockets, chosen(socket6, environment.get(SOCKET6)), Afi.IPV6, clock);
        if (sockets.size() == 2 && sockets.get(0).path().equals(sockets.get(1).path())) {
            throw CommandException.usage("BIRD has a socket for each family, so they cannot both be at "
                    + sockets.get(0).path());
        }
        return sockets;
    }

    private static @Nullable Path chosen(@Nullable Path flag, @Nullable String variable) {
        return flag != null || variable == null || variable.isBlank() ? flag : Path.of(variable.strip());
    }

    private static void add(List<BirdSocket> sockets, @Nullable Path path, Afi afi, BirdClock clock) {
        if (path != null) {
            sockets.add(new BirdSocket(path, AddressFamily.unicast(afi), clock));
        }
    }
}
