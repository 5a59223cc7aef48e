package io.nightjar.conformance.hostile;

import io.nightjar.bgp.testing.FreePort;
import io.nightjar.bgp.testing.WireBytes;
import io.nightjar.daemon.SystemNanoClock;
import io.nightjar.daemon.config.InvalidConfigurationException;
import io.nightjar.daemon.config.SpeakerFile;
import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.lab.ConditionWait;
import io.nightjar.daemon.speaker.ControlThread;
import io.nightjar.daemon.speaker.Daemon;
import io.nightjar.daemon.speaker.DaemonSettings;
import io.nightjar.daemon.speaker.StaticSource;
import io.nightjar.kernel.KernelException;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A speaker with two bystanders, a reflection client and an external peer, who should never notice what the others do. The
 * whole daemon runs in this process, on loopback addresses, without the kernel's routing table.
 */
final class HostileBed implements AutoCloseable {

    static final String SPEAKER = "127.30.0.1";
    static final String ROUTER_ID = "127.30.0.1";

    private static final String IPV6 = "::1";

    private static final String INSIDE = "127.30.0.2";
    private static final String OUTSIDE = "127.30.0.3";
    private static final int OUTSIDE_AS = 65009;

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration PACE = Duration.ofMillis(5);

    private final RecordedLog log;
    private final ControlThread control;
    private final Daemon daemon;
    private final InetSocketAddress address;
    private final ControlClient client;
    private final List<RawSession> bystanders = new ArrayList<>();
    private final Map<PeerKind, HostileSession> sessions = new EnumMap<>(PeerKind.class);
    private final AtomicInteger numbers = new AtomicInteger(1);

    /** What the peer at ::1 is, if there is one. */
    private @Nullable PeerKind ipv6Peer;

    private HostileBed(
            RecordedLog log, ControlThread control, Daemon daemon, InetSocketAddress address, ControlClient client) {
        this.log = log;
        this.control = control;
        this.daemon = daemon;
        this.address = address;
        this.client = client;
    }

    /** A speaker with all kinds of peers, and its bystanders. */
    static HostileBed start(Path directory)
            throws IOException, InvalidConfigurationException, ControlSocketException, KernelException {
        return start(directory, "");
    }

    /** The same with more neighbours: lines of YAML. */
    static HostileBed start(Path directory, String neighbors)
            throws IOException, InvalidConfigurationException, ControlSocketException, KernelException {
        return start(directory, neighbors, List.of(SPEAKER));
    }

    private static HostileBed start(Path directory, String neighbors, List<String> listeners)
            throws IOException, InvalidConfigurationException, ControlSocketException, KernelException {
        HostileBed bed = speaker(directory, neighbors, listeners);
        bed.bystanders.add(RawSession.dial(INSIDE, bed.address).establish(PeerKind.open(64512, "0a000002")));
        bed.bystanders.add(RawSession.dial(OUTSIDE, bed.address).establish(PeerKind.open(OUTSIDE_AS, "0a000003")));
        return bed;
    }

    /** A speaker that also listens at ::1, where it has a peer of this kind. */
    static HostileBed overIpv6(Path directory, PeerKind kind)
            throws IOException, InvalidConfigurationException, ControlSocketException, KernelException {
        HostileBed bed = start(directory, "  - " + kind.neighborAt(IPV6) + "\n", List.of(SPEAKER, IPV6));
        bed.ipv6Peer = kind;
        return bed;
    }

    /** A speaker that also knows the given neighbours, without bystanders. {port} stands for its own port. */
    static HostileBed speaker(Path directory, String neighbors)
            throws IOException, InvalidConfigurationException, ControlSocketException, KernelException {
        return speaker(directory, neighbors, List.of(SPEAKER));
    }

    private static HostileBed speaker(Path directory, String neighbors, List<String> listeners)
            throws IOException, InvalidConfigurationException, ControlSocketException, KernelException {
        RecordedLog log = RecordedLog.begin();
        InetSocketAddress address = freeAddress();
        Path socket = directory.resolve("nightjar.ctl");
        ControlThread control = new ControlThread();
        StaticSource source = new StaticSource(
                SpeakerFile.read(
                        new StringReader(yaml(
                                listeners,
                                address.getPort(),
                                neighbors.replace("{port}", String.valueOf(address.getPort())))),
                        "speaker"),
                "speaker",
                new SystemNanoClock());
        Daemon daemon = new Daemon(
                new DaemonSettings(
                        "test",
                        socket,
                        DaemonSettings.NO_KERNEL,
                        DaemonSettings.Exit.RESTART,
                        new SystemNanoClock(),
                        new SplittableRandom(1)),
                control,
                source);
        daemon.start();
        new ConditionWait(new SystemNanoClock(), PACE).until("listening", LIMIT, () -> unanswered(address));
        return new HostileBed(log, control, daemon, address, new ControlClient(socket));
    }

    /** What still has to happen before peers may come. */
    private static List<String> unanswered(InetSocketAddress address) {
        try (Socket probe = new Socket()) {
            probe.connect(address);
            return List.of();
        } catch (IOException notYet) {
            return List.of(String.valueOf(notYet.getMessage()));
        }
    }

    private static InetSocketAddress freeAddress() throws IOException {
        return new InetSocketAddress(SPEAKER, FreePort.next(InetAddress.getByName(SPEAKER)));
    }

    private static String yaml(List<String> listeners, int port, String more) {
        return """
                as: 64512
                router-id: %s
                listen: [%s]
                neighbors:
                  - {name: inside, address: %s, as: 64512, passive: true, families: [ipv4, ipv6], route-reflector-client: true}
                  - {name: outside, address: %s, as: %d, passive: true, families: [ipv4, ipv6], next-hop: keep, import: all, export: all}
                %s%s
                """.formatted(
                        ROUTER_ID,
                        listeners.stream()
                                .map(address -> "{address: '%s', port: %d}".formatted(address, port))
                                .collect(Collectors.joining(", ")),
                        INSIDE,
                        OUTSIDE,
                        OUTSIDE_AS,
                        Stream.of(PeerKind.values())
                                .map(kind -> "  - " + kind.neighbor() + "\n")
                                .collect(Collectors.joining()),
                        more);
    }

    RecordedLog log() {
        return log;
    }

    InetSocketAddress address() {
        return address;
    }

    /** How much the speaker is to do now or later, by its timers. */
    int tasks() {
        return control.getQueue().size();
    }

    /** In our AS, a client of ours: it is told of everything. */
    RawSession inside() {
        return bystanders.get(0);
    }

    /** In another AS. */
    RawSession outside() {
        return bystanders.get(1);
    }

    List<RawSession> bystanders() {
        return bystanders;
    }

    /** An established session of this kind: the one in use, or a new one from another address if that has ended. */
    HostileSession session(PeerKind kind) throws IOException {
        HostileSession current = sessions.get(kind);
        if (current == null || !current.raw().isOpen()) {
            current = connect(kind);
            sessions.put(kind, current);
        }
        return current;
    }

    private HostileSession connect(PeerKind kind) throws IOException {
        int number = numbers.getAndIncrement();
        if (kind == ipv6Peer) {
            await("the peer at ::1 is expected", this::isIpv6PeerExpected);
            RawSession raw = RawSession.dial(IPV6, at(IPV6));
            return new HostileSession(this, kind, raw.establish(kind.open(number)));
        }
        RawSession raw = RawSession.dial(kind.address(number), address);
        return new HostileSession(this, kind, raw.establish(kind.open(number)));
    }

    private InetSocketAddress at(String host) {
        return new InetSocketAddress(host, address.getPort());
    }

    /** It has one address only, so after an error it has to wait until it may come again. */
    private boolean isIpv6PeerExpected() {
        try {
            return status().peers().stream()
                    .anyMatch(
                            peer -> peer.address().equals(IPV6) && peer.state().equals("Active"));
        } catch (ControlSocketException e) {
            throw new AssertionError(e);
        }
    }

    /** A connection from an address that nobody has used, on which nothing has been said. */
    RawSession silent(PeerKind kind) throws IOException {
        return RawSession.dial(kind.address(numbers.getAndIncrement()), address);
    }

    /** A number that has not been given before. */
    int nextNumber() {
        return numbers.getAndIncrement();
    }

    StatusReport status() throws ControlSocketException {
        return client.status();
    }

    /** What the speaker tells of a destination. */
    Optional<RoutesReport.Route> report(String prefix) throws ControlSocketException {
        return client.routes().routes().stream()
                .filter(route -> route.prefix().equals(prefix))
                .findFirst();
    }

    /** Waits until it is so. */
    void await(String what, BooleanSupplier condition) {
        new ConditionWait(new SystemNanoClock(), PACE)
                .until(what, LIMIT, () -> condition.getAsBoolean() ? List.of() : List.of("not yet"));
    }

    /** Fails if a bystander has heard anything that it should not. */
    void assertBystandersUndisturbed() {
        bystanders.forEach(RawSession::assertUndisturbed);
    }

    /** An UPDATE about IPv4 routes, out of parts in hexadecimal. */
    static byte[] update(String withdrawn, String attributes, String announced) {
        return WireBytes.update(withdrawn, attributes, announced);
    }

    @Override
    public void close() throws IOException {
        for (RawSession bystander : bystanders) {
            bystander.close();
        }
        for (HostileSession session : sessions.values()) {
            session.raw().close();
        }
        client.close();
        daemon.close();
        log.close();
    }
}
