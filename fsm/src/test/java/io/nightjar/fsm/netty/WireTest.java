package io.nightjar.fsm.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.message.ShutdownCommunication;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.TestEvents;
import io.nightjar.fsm.session.EstablishedSession;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a plain socket sees of an endpoint. */
@Timeout(60)
class WireTest {

    private static final IpAddress PEER = IpAddress.parse("127.17.9.2");

    private final Speaker speaker = new Speaker("127.17.9.1");
    private int port;

    @BeforeEach
    void listen() {
        speaker.endpoint.add(speaker.peer(PEER, 179, true));
        port = speaker.listen();
    }

    @AfterEach
    void close() {
        speaker.close();
    }

    private RawPeer dial() throws IOException {
        return RawPeer.dial(PEER, speaker.address, port);
    }

    private static NotificationMessage last(RawPeer peer) throws IOException {
        NotificationMessage notification = (NotificationMessage) peer.read();
        assertThat(peer.readToEnd()).isEmpty();
        return notification;
    }

    @Test
    void messagesMayArriveOneOctetAtATime() throws IOException {
        try (RawPeer peer = dial()) {
            peer.sendOneByOne(RawPeer.open(64512, "127.17.9.2"));
            assertThat(peer.read()).isInstanceOf(OpenMessage.class);
            peer.sendOneByOne(KeepaliveMessage.INSTANCE);
            assertThat(peer.read()).isEqualTo(KeepaliveMessage.INSTANCE);
            speaker.sessions.awaitUp();
            peer.sendOneByOne(UpdateMessage.endOfRib(AddressFamily.IPV4_UNICAST));
            assertThat(speaker.sessions.awaitUpdate().endOfRibFamily()).contains(AddressFamily.IPV4_UNICAST);
        }
    }

    @Test
    void severalMessagesMayArriveInOneSegment() throws IOException {
        try (RawPeer peer = dial()) {
            byte[] open = peer.encode(RawPeer.open(64512, "127.17.9.2"));
            byte[] keepalive = peer.encode(KeepaliveMessage.INSTANCE);
            byte[] both = new byte[open.length + keepalive.length];
            System.arraycopy(open, 0, both, 0, open.length);
            System.arraycopy(keepalive, 0, both, open.length, keepalive.length);
            peer.send(both);
            speaker.sessions.awaitUp();
        }
    }

    @Test
    void aBrokenMarkerIsAnsweredBeforeTheConnectionCloses() throws IOException {
        try (RawPeer peer = dial()) {
            peer.read();
            peer.send(new byte[19]);
            peer.send(new byte[4000]);
            assertThat(last(peer)).isEqualTo(TestEvents.notification(1, 1));
        }
    }

    @Test
    void aWrongAsIsAnsweredWithBadPeerAs() throws IOException {
        try (RawPeer peer = dial()) {
            peer.read();
            peer.send(RawPeer.open(64513, "127.17.9.2"));
            NotificationMessage notification = last(peer);
            assertThat(notification.toString()).contains("2/2");
            assertThat(notification.data().toHex()).isEqualTo("0000fc01");
        }
    }

    @Test
    void duringTheErrorWaitThatFollowsConnectionsAreClosed() throws IOException {
        try (RawPeer peer = dial()) {
            peer.read();
            peer.send(RawPeer.open(64513, "127.17.9.2"));
            last(peer);
        }
        try (RawPeer again = dial()) {
            assertThat(again.readToEnd()).isEmpty();
        }
    }

    @Test
    void anUnexpectedMessageIsAnsweredWithTheStatesSubcode() throws IOException {
        try (RawPeer peer = dial()) {
            peer.read();
            peer.send(KeepaliveMessage.INSTANCE);
            assertThat(last(peer)).isEqualTo(TestEvents.notification(5, 1));
        }
    }

    @Test
    void aStrangerIsClosedWithoutAWord() throws IOException {
        try (RawPeer stranger = RawPeer.dial(IpAddress.parse("127.17.9.77"), speaker.address, port)) {
            assertThat(stranger.readToEnd()).isEmpty();
        }
    }

    @Test
    void aDisabledPeerIsRejectedUntilItIsEnabledAgain() throws IOException {
        PeerId id = Speaker.nameOf(PEER);
        speaker.endpoint.disable(id, "");
        try (RawPeer peer = dial()) {
            assertThat(last(peer)).isEqualTo(TestEvents.notification(6, 5));
        }
        speaker.endpoint.enable(id);
        try (RawPeer peer = dial()) {
            peer.establish(64512, "127.17.9.2");
            speaker.sessions.awaitUp();
        }
    }

    @Test
    void anotherConnectionIsTurnedAwayWhileASessionIsEstablished() throws IOException {
        try (RawPeer first = dial()) {
            first.establish(64512, "127.17.9.2");
            speaker.sessions.awaitUp();
            try (RawPeer second = dial()) {
                second.read();
                second.send(RawPeer.open(64512, "127.17.9.2"));
                assertThat(last(second)).isEqualTo(TestEvents.notification(6, 7));
            }
            assertThat(speaker.sessions.downs()).isZero();
        }
    }

    @Test
    void aCeaseIsSaidOnTheWayOut() throws IOException {
        try (RawPeer peer = dial()) {
            peer.establish(64512, "127.17.9.2");
            speaker.endpoint.close(ShutdownMode.CEASE, "new cables");
            assertThat(ShutdownCommunication.describe(last(peer)))
                    .isEqualTo("Cease/Administrative Shutdown (6/2): \"new cables\"");
        }
    }

    @Test
    void aSilentShutdownSaysNothing() throws IOException {
        try (RawPeer peer = dial()) {
            peer.establish(64512, "127.17.9.2");
            speaker.endpoint.close(ShutdownMode.SILENT, "");
            assertThat(peer.readToEnd()).isEmpty();
        }
    }

    @Test
    void aRemovedPeerIsToldAndUnknownAfterwards() throws IOException {
        try (RawPeer peer = dial()) {
            peer.establish(64512, "127.17.9.2");
            speaker.endpoint.remove(Speaker.nameOf(PEER));
            assertThat(last(peer)).isEqualTo(TestEvents.notification(6, 3));
        }
        try (RawPeer again = dial()) {
            assertThat(again.readToEnd()).isEmpty();
        }
        assertThat(speaker.endpoint.status()).isEmpty();
    }

    @Test
    void nothingIsHandedOverWhileReadingIsPaused() throws IOException {
        try (RawPeer peer = dial()) {
            peer.establish(64512, "127.17.9.2");
            EstablishedSession session = speaker.sessions.awaitUp();
            speaker.sessions.pauseAtNextUpdate();
            byte[] endOfRib = peer.encode(UpdateMessage.endOfRib(AddressFamily.IPV4_UNICAST));
            byte[] three = new byte[3 * endOfRib.length];
            for (int i = 0; i < 3; i++) {
                System.arraycopy(endOfRib, 0, three, i * endOfRib.length, endOfRib.length);
            }
            peer.send(three);
            speaker.sessions.awaitUpdate();
            assertThat(speaker.sessions.updates()).isZero();
            session.resumeReading();
            speaker.sessions.awaitUpdate();
            speaker.sessions.awaitUpdate();
        }
    }

    @Test
    void aSlowReaderMakesTheSessionUnwritableAndIsServedCompletely() throws IOException {
        try (RawPeer peer = dial()) {
            peer.establish(64512, "127.17.9.2");
            EstablishedSession session = speaker.sessions.awaitUp();
            byte[] message = peer.encode(UpdateMessage.endOfRib(AddressFamily.IPV4_UNICAST));
            List<byte[]> batch = Collections.nCopies(1000, message);
            long sent = 0;
            while (session.isWritable() && sent < 100_000_000) {
                session.send(batch);
                sent += 1000L * message.length;
            }
            assertThat(session.isWritable()).isFalse();
            peer.skip(sent);
            speaker.sessions.awaitWritable();
        }
    }

    @Test
    void anAddressInsideARangeBecomesAPeerAsLongAsItsSessionLasts() throws IOException {
        IpAddress client = IpAddress.parse("127.17.10.5");
        speaker.endpoint.addRange(new PeerRange(
                Prefix.parse("127.17.10.0/24"),
                (id, address) -> speaker.named(id, speaker.peer(address, 179, true)),
                null));
        PeerId name = new PeerId("Range_127_17_10_5");
        try (RawPeer peer = RawPeer.dial(client, speaker.address, port)) {
            peer.establish(64512, "127.17.10.5");
            assertThat(speaker.sessions.awaitUp().negotiated().peer()).isEqualTo(name);
            assertThat(speaker.endpoint.status(name).orElseThrow().state()).isEqualTo(FsmState.ESTABLISHED);
        }
        speaker.sessions.awaitDown();
        try (RawPeer peer = RawPeer.dial(client, speaker.address, port)) {
            peer.establish(64512, "127.17.10.5");
            speaker.sessions.awaitUp();
            speaker.endpoint.removeRange(Prefix.parse("127.17.10.0/24"));
            assertThat(last(peer)).isEqualTo(TestEvents.notification(6, 3));
        }
        assertThat(speaker.endpoint.status(name)).isEmpty();
        try (RawPeer peer = RawPeer.dial(client, speaker.address, port)) {
            assertThat(peer.readToEnd()).isEmpty();
        }
    }
}
