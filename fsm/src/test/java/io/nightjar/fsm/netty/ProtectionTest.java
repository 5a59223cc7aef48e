package io.nightjar.fsm.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.bgp.peer.TcpPassword;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.session.SessionStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** TCP MD5 signatures (RFC 2385) and GTSM (RFC 5082) between real sockets. */
@Timeout(120)
class ProtectionTest {

    private static final PeerTimers QUICK = new PeerTimers(90, 0, 1, 1, 5, 30);

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private static final PeerTransport GTSM = new PeerTransport(null, 1, true);

    @BeforeEach
    void onlyWithEpoll() {
        need(IoTransport.best() == IoTransport.EPOLL, "no epoll");
    }

    /** With {@code CI=true} a skip is a failure. */
    private static void need(boolean there, String lack) {
        assertThat(there || !"true".equals(System.getenv("CI"))).as(lack).isTrue();
        assumeTrue(there, lack);
    }

    private static PeerTransport signed(@Nullable String password) {
        return new PeerTransport(password == null ? null : new TcpPassword(password), 64, false);
    }

    private static PeerConfig peer(Speaker at, IpAddress remote, int port, boolean passive, PeerTransport transport) {
        PeerConfig c = at.peer(remote, port, passive);
        return new PeerConfig(c.id(), c.remote(), c.local(), c.families(), passive, QUICK, c.features(), transport);
    }

    /** Waits until the last error of {@code of} at {@code at} contains {@code text}. */
    private static void awaitError(Speaker at, Speaker of, String text) {
        await(at, of, status -> status.lastError().contains(text));
    }

    private static void await(Speaker at, Speaker of, Predicate<SessionStatus> wanted) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!wanted.test(at.statusOf(of))) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("still " + at.statusOf(of));
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void theSameKeyMakesASessionAndAnotherOneDoesNot() {
        try (Speaker a = new Speaker("127.17.11.1");
                Speaker b = new Speaker("127.17.11.2")) {
            a.endpoint.add(peer(a, b.address, 179, true, signed("secret")));
            int port = a.listen();
            b.endpoint.add(peer(b, a.address, port, false, signed("guess")));
            awaitError(b, a, "timed out");
            b.endpoint.replace(peer(b, a.address, port, false, signed(null)));
            awaitError(b, a, "timed out");
            assertThat(a.sessions.ups() + b.sessions.ups()).isZero();
            b.endpoint.replace(peer(b, a.address, port, false, signed("secret")));
            a.sessions.awaitUp();
            assertThat(a.statusOf(b).toString() + b.statusOf(a)).doesNotContain("secret");
        }
    }

    @Test
    void ipv6ConnectionsAreSignedToo() {
        try (Speaker a = new Speaker("127.17.11.3");
                Speaker b = new Speaker("127.17.11.4")) {
            IpAddress loopback = IpAddress.parse("::1");
            a.endpoint.listen(List.of(new ListenAddress(loopback, 0))).join();
            a.endpoint.add(a.at(loopback, loopback, 179, true).with(signed("secret")));
            b.endpoint.add(b.at(loopback, loopback, a.port(), false).with(signed("secret")));
            a.sessions.awaitUp();
        }
    }

    @Test
    void aKeyChangesWithoutTroublingOthers() {
        try (Speaker a = new Speaker("127.17.11.5");
                Speaker b = new Speaker("127.17.11.6");
                Speaker c = new Speaker("127.17.11.7")) {
            int port = a.listen();
            a.endpoint.add(peer(a, b.address, 179, true, signed("one")));
            a.endpoint.add(peer(a, c.address, 179, true, signed("two")));
            b.endpoint.add(peer(b, a.address, port, false, signed("one")));
            c.endpoint.add(peer(c, a.address, port, false, signed("two")));
            b.sessions.awaitUp();
            c.sessions.awaitUp();
            a.endpoint.replace(peer(a, b.address, 179, true, signed("three")));
            assertThat(b.sessions.awaitDown()).contains("6/6");
            b.endpoint.replace(peer(b, a.address, port, false, signed("three")));
            b.sessions.awaitUp();
            a.endpoint.replace(peer(a, b.address, 179, true, signed(null)));
            assertThat(b.sessions.awaitDown()).contains("6/6");
            b.endpoint.replace(peer(b, a.address, port, false, signed(null)));
            b.sessions.awaitUp();
            assertThat(c.sessions.downs()).isZero();
        }
    }

    @Test
    void aRangeHasAKeyForAllOfIt() {
        try (Speaker a = new Speaker("127.17.11.8");
                Speaker b = new Speaker("127.17.12.9");
                Speaker stranger = new Speaker("127.17.12.10")) {
            int port = a.listen();
            PeerTransport transport = signed("shared");
            a.endpoint.addRange(new PeerRange(
                    Prefix.parse("127.17.12.0/24"),
                    (id, address) -> a.named(id, a.peer(address, 179, true)).with(transport),
                    transport.password()));
            stranger.endpoint.add(peer(stranger, a.address, port, false, signed(null)));
            b.endpoint.add(peer(b, a.address, port, false, transport));
            b.sessions.awaitUp();
            awaitError(stranger, a, "timed out");
            assertThat(stranger.sessions.ups()).isZero();
            a.endpoint.removeRange(Prefix.parse("127.17.12.0/24"));
            assertThat(b.sessions.awaitDown()).contains("6/3");
        }
    }

    /** In one read: the file gives nothing to a second one. */
    private static int optionMemory() throws IOException {
        try (InputStream file = Files.newInputStream(Path.of("/proc/sys/net/core/optmem_max"))) {
            return Integer.parseInt(new String(file.readNBytes(32), StandardCharsets.US_ASCII).strip());
        }
    }

    @Test
    void hundredsOfKeysWorkAndOneTooManyIsOnePeersTrouble() throws IOException {
        int room = optionMemory();
        need(room >= 20480 && room <= 1 << 20, "net.core.optmem_max is unusual: " + room);
        int keys = room / 96;
        try (Speaker a = new Speaker("127.17.11.11");
                Speaker first = new Speaker("127.18.0.1");
                Speaker last = new Speaker("127.18." + keys / 250 + "." + (keys % 250 + 1))) {
            int port = a.listen();
            for (int i = 0; i < keys; i++) {
                IpAddress address = IpAddress.parse("127.18." + i / 250 + "." + (i % 250 + 1));
                a.endpoint.add(peer(a, address, 179, true, signed("key " + i)));
            }
            a.endpoint.add(peer(a, last.address, 179, true, signed("one too many")));
            awaitError(a, last, "net.core.optmem_max");
            assertThat(a.endpoint.status())
                    .filteredOn(status -> status.lastError().isEmpty())
                    .hasSizeGreaterThan(room / 256);
            first.endpoint.add(peer(first, a.address, port, false, signed("key 0")));
            first.sessions.awaitUp();
        }
    }

    @Test
    void withoutSupportForSignaturesThereIsNoSession() {
        try (Speaker a = new Speaker("127.17.11.12", IoTransport.NIO);
                Speaker b = new Speaker("127.17.11.13", IoTransport.NIO)) {
            a.endpoint.add(peer(a, b.address, 179, true, signed("secret")));
            int port = a.listen();
            b.endpoint.add(peer(b, a.address, port, false, signed("secret")));
            awaitError(b, a, "no TCP MD5 signatures with this transport");
            awaitError(a, b, "no TCP MD5 signatures with this transport");
            b.endpoint.replace(peer(b, a.address, port, false, signed(null)));
            awaitError(b, a, "closed by the peer");
            assertThat(a.sessions.ups() + b.sessions.ups()).isZero();
        }
    }

    @Test
    void neighboursWithFullTtlMakeASession() {
        try (Speaker a = new Speaker("127.17.11.14");
                Speaker b = new Speaker("127.17.11.15")) {
            a.endpoint.add(peer(a, b.address, 179, true, GTSM));
            b.endpoint.add(peer(b, a.address, a.listen(), false, GTSM));
            a.sessions.awaitUp();
        }
    }

    @Test
    void whatComesWithALowTtlIsNeverHeard() throws IOException {
        IpAddress far = IpAddress.parse("127.17.11.17");
        try (Speaker a = new Speaker("127.17.11.16");
                Speaker near = new Speaker("127.17.11.18")) {
            a.endpoint.add(peer(a, far, 179, true, GTSM));
            a.endpoint.add(peer(a, near.address, 179, true, GTSM));
            int port = a.listen();
            for (int i = 0; i < 20; i++) {
                try (RawPeer peer = RawPeer.dial(far, a.address, port)) {
                    peer.send(RawPeer.open(64512, "127.17.11.17"));
                    assertThat(peer.readToEnd()).isEmpty();
                } catch (IOException reset) {
                    assertThat(reset).hasMessageMatching(".*(reset|Broken pipe).*");
                }
            }
            near.endpoint.add(peer(near, a.address, port, false, GTSM));
            near.sessions.awaitUp();
            assertThat(a.endpoint.status(Speaker.nameOf(far)).orElseThrow().state())
                    .isEqualTo(FsmState.ACTIVE);
            assertThat(a.endpoint
                            .status(Speaker.nameOf(far))
                            .orElseThrow()
                            .counters()
                            .messagesReceived())
                    .isZero();
        }
    }

    @Test
    void aPeerThatAnswersFromAfarIsNotHeardEither() {
        try (Speaker a = new Speaker("127.17.11.19");
                Speaker far = new Speaker("127.17.11.20")) {
            far.endpoint.add(peer(far, a.address, 179, true, signed(null)));
            a.endpoint.add(peer(a, far.address, far.listen(), false, GTSM));
            // Its listener answers with 255, all else comes with 64.
            await(a, far, status -> status.state() == FsmState.OPEN_SENT);
            assertThat(a.statusOf(far).counters().messagesReceived()).isZero();
        }
    }

    /** An IPv4 connection to an IPv6 listener would have keys under another name; there is none. */
    @Test
    void listenersOfBothFamiliesAtOnePortHaveTheirOwnKeys() {
        IpAddress any4 = IpAddress.parse("0.0.0.0");
        IpAddress any6 = IpAddress.parse("::");
        IpAddress loopback6 = IpAddress.parse("::1");
        try (Speaker a = new Speaker("127.17.11.21");
                Speaker b = new Speaker("127.17.11.22");
                Speaker c = new Speaker("127.17.11.23")) {
            a.endpoint.listen(List.of(new ListenAddress(any6, 0))).join();
            int port = a.port();
            assertThatIOException()
                    .isThrownBy(() -> RawPeer.dial(b.address, a.address, port))
                    .withMessageContaining("refused");
            a.endpoint.addRange(new PeerRange(
                    Prefix.parse("127.17.11.0/24"),
                    (id, address) -> a.named(id, a.peer(address, 179, true)).with(signed("range")),
                    new TcpPassword("range")));
            a.endpoint.add(a.at(loopback6, loopback6, 179, true).with(signed("six")));
            a.endpoint
                    .listen(List.of(new ListenAddress(any6, 0), new ListenAddress(any4, port)))
                    .join();
            b.endpoint.add(peer(b, a.address, port, false, signed("range")));
            b.sessions.awaitUp();
            c.endpoint.add(peer(c, a.address, port, false, signed("six")));
            awaitError(c, a, "timed out");
            c.endpoint.replace(peer(c, a.address, port, false, signed("range")));
            c.sessions.awaitUp();
        }
    }

    /** There the platform lets IPv4 in at an IPv6 listener: the peer is the same, and without signatures there is no session. */
    @Test
    void withoutEpollAnIpv4ConnectionToAnIpv6ListenerIsThatOfItsPeer() throws IOException {
        try (Speaker a = new Speaker("127.17.11.24", IoTransport.NIO);
                Speaker b = new Speaker("127.17.11.25", IoTransport.NIO)) {
            a.endpoint
                    .listen(List.of(new ListenAddress(IpAddress.parse("::"), 0)))
                    .join();
            a.endpoint.add(peer(a, b.address, 179, true, signed("secret")));
            try (RawPeer peer = RawPeer.dial(b.address, a.address, a.port())) {
                assertThat(peer.readToEnd()).isEmpty();
            }
            a.endpoint.replace(peer(a, b.address, 179, true, signed(null)));
            b.endpoint.add(peer(b, a.address, a.port(), false, signed(null)));
            a.sessions.awaitUp();
        }
    }
}
