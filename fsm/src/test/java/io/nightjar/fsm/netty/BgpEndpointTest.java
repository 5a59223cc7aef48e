package io.nightjar.fsm.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.bgp.testing.FreePort;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.session.EstablishedSession;
import io.nightjar.fsm.session.SessionStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Endpoints that talk to each other over loopback. */
@Timeout(60)
class BgpEndpointTest {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final MessageCodec codec = new MessageCodec();

    private byte[] encode(BgpMessage message) {
        return codec.encode(message, NettyConnection.BEFORE_OPEN);
    }

    @ParameterizedTest
    @EnumSource(IoTransport.class)
    void twoSpeakersExchangeMessagesBothWays(IoTransport transport) {
        try (Speaker a = new Speaker("127.17.8.1", transport);
                Speaker b = new Speaker("127.17.8.2", transport)) {
            a.endpoint.add(a.peer(b.address, 179, true));
            b.endpoint.add(b.peer(a.address, a.listen(), false));
            EstablishedSession atA = a.sessions.awaitUp();
            EstablishedSession atB = b.sessions.awaitUp();
            atA.send(List.of(encode(UpdateMessage.endOfRib(AddressFamily.IPV4_UNICAST))));
            assertThat(b.sessions.awaitUpdate().endOfRibFamily()).contains(AddressFamily.IPV4_UNICAST);
            RouteRefreshMessage refresh = new RouteRefreshMessage(AddressFamily.IPV4_UNICAST, 0);
            atB.send(List.of(encode(refresh)));
            assertThat(a.sessions.awaitRefresh()).isEqualTo(refresh);
            assertThat(atA.negotiated().localAddress()).isEqualTo(a.address);
            SessionStatus status = a.statusOf(b);
            assertThat(status.state()).isEqualTo(FsmState.ESTABLISHED);
            assertThat(status.counters().updatesSent()).isEqualTo(1);
            b.endpoint.close(ShutdownMode.CEASE, "");
            assertThat(a.sessions.awaitDown()).isEqualTo("received Cease/Administrative Shutdown (6/2)");
        }
    }

    @Test
    void aSessionIsUpWellUnderASecondAfterTheSecondSpeakerIs() throws IOException {
        int port = FreePort.next(InetAddress.getByName("127.17.8.3"));
        try (Speaker early = new Speaker("127.17.8.4");
                Speaker late = new Speaker("127.17.8.3")) {
            early.endpoint.add(early.peer(late.address, port, false));
            late.endpoint.add(late.peer(early.address, 179, true));
            long up = System.nanoTime();
            late.endpoint.listen(List.of(new ListenAddress(late.address, port))).join();
            early.sessions.awaitUp();
            late.sessions.awaitUp();
            assertThat(System.nanoTime() - up).isLessThan(SECOND_NANOS);
        }
    }

    @ParameterizedTest
    @EnumSource(IoTransport.class)
    void simultaneousDiallingEndsInOneStableSession(IoTransport transport) {
        for (int round = 0; round < 5; round++) {
            try (Speaker a = new Speaker("127.17.8.5", transport);
                    Speaker b = new Speaker("127.17.8.6", transport)) {
                // A session at one end may lose the race that RFC 4271 §6.8 leaves open; one that carries an UPDATE has
                // not.
                a.sessions.greetWith(encode(UpdateMessage.endOfRib(AddressFamily.IPV4_UNICAST)));
                int portA = a.listen();
                int portB = b.listen();
                Speaker first = round % 2 == 0 ? a : b;
                Speaker second = first == a ? b : a;
                first.endpoint.add(first.peer(second.address, second == a ? portA : portB, false));
                second.endpoint.add(second.peer(first.address, first == a ? portA : portB, false));
                b.sessions.awaitUpdate();
                assertThat(a.statusOf(b).state()).isEqualTo(FsmState.ESTABLISHED);
                assertThat(b.statusOf(a).state()).isEqualTo(FsmState.ESTABLISHED);
            }
        }
    }

    @Test
    void aBusyPortIsReportedAndTakenWhenItIsFree() throws IOException {
        try (Speaker waiting = new Speaker("127.17.8.7");
                Speaker other = new Speaker("127.17.8.8")) {
            waiting.endpoint.add(waiting.peer(other.address, 179, true));
            int port;
            try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.17.8.7"))) {
                port = busy.getLocalPort();
                waiting.endpoint
                        .listen(List.of(new ListenAddress(waiting.address, port)))
                        .join();
                ListenerStatus status = waiting.endpoint.listeners().get(0);
                assertThat(status.isBound()).isFalse();
                assertThat(status.lastError()).contains("in use");
            }
            other.endpoint.add(other.peer(waiting.address, port, false));
            other.sessions.awaitUp();
            assertThat(waiting.endpoint.listeners().get(0).boundPort()).isEqualTo(port);
        }
    }

    @Test
    void aListenerThatIsNoLongerWantedIsClosed() {
        try (Speaker speaker = new Speaker("127.17.8.9")) {
            speaker.listen();
            speaker.endpoint.listen(List.of()).join();
            assertThat(speaker.endpoint.listeners()).isEmpty();
        }
    }

    @Test
    void replacingAPeerRestartsOnlyItsSession() {
        try (Speaker a = new Speaker("127.17.8.10");
                Speaker b = new Speaker("127.17.8.11")) {
            a.endpoint.add(a.peer(b.address, 179, true));
            int port = a.listen();
            b.endpoint.add(b.peer(a.address, port, false));
            a.sessions.awaitUp();
            b.sessions.awaitUp();
            b.endpoint.replace(b.peer(a.address, port, false).with(new PeerTransport(null, 2, false)));
            assertThat(a.sessions.awaitDown()).contains("6/6");
            a.sessions.awaitUp();
            b.endpoint.restart(Speaker.nameOf(a.address), "once more\n");
            assertThat(a.sessions.awaitDown())
                    .isEqualTo("received Cease/Administrative Reset (6/4): \"once more\\u{a}\"");
            a.sessions.awaitUp();
        }
    }

    @Test
    void aSpeakerThatDialsItselfRefusesAndRests() {
        try (Speaker self = new Speaker("127.17.8.12")) {
            int port = self.listen();
            self.endpoint.add(self.peer(self.address, port, false));
            String error = "";
            while (!error.contains("2/3")) {
                error = self.statusOf(self).lastError();
                Thread.onSpinWait();
            }
            assertThat(self.sessions.ups()).isZero();
        }
    }

    @Test
    void namesAreUniqueAndUnknownOnesAreRefused() {
        try (Speaker speaker = new Speaker("127.17.8.13")) {
            speaker.endpoint.add(speaker.peer(IpAddress.parse("127.17.8.99"), 179, true));
            assertThatThrownBy(() -> speaker.endpoint.add(speaker.peer(IpAddress.parse("127.17.8.99"), 179, true)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> speaker.endpoint.disable(new PeerId("nobody"), ""))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void ipv6WorksToo() {
        try (Speaker a = new Speaker("127.17.8.14");
                Speaker b = new Speaker("127.17.8.15")) {
            IpAddress loopback = IpAddress.parse("::1");
            a.endpoint.listen(List.of(new ListenAddress(loopback, 0))).join();
            a.endpoint.add(a.at(loopback, loopback, 179, true));
            b.endpoint.add(b.at(loopback, loopback, a.port(), false));
            assertThat(a.sessions.awaitUp().negotiated().remoteAddress()).isEqualTo(loopback);
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        Speaker speaker = new Speaker("127.17.8.16");
        speaker.close();
        speaker.close();
        assertThat(speaker.endpoint.listeners()).isEmpty();
    }
}
