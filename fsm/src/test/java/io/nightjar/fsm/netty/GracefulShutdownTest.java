package io.nightjar.fsm.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import io.nightjar.bgp.peer.PeerFeatures;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RFC 4724 §4: who has agreed to keep our routes while we restart must not be told that we are gone. */
@Timeout(60)
class GracefulShutdownTest {

    private static final IpAddress PEER = IpAddress.parse("127.17.19.2");
    private static final AsNumber AS = AsNumber.of(64512);
    private static final Capabilities PLAIN = Capabilities.of(new FourOctetAsCapability(AS));
    private static final Capabilities KEEPING =
            Capabilities.of(new FourOctetAsCapability(AS), new GracefulRestartCapability(false, true, 120, List.of()));

    /** NOTIFICATION, Cease, Administrative Shutdown or, where NOTIFICATIONs keep routes, a Hard Reset with it in it. */
    private static final byte[] CEASE = {6, 2};

    private static void establish(RawPeer peer, Capabilities capabilities) throws IOException {
        peer.send(new OpenMessage(4, AS, 90, BgpIdentifier.parse("127.17.19.2"), capabilities));
        assertThat(peer.read()).isInstanceOf(OpenMessage.class);
        peer.send(KeepaliveMessage.INSTANCE);
        assertThat(peer.read()).isEqualTo(KeepaliveMessage.INSTANCE);
    }

    private static byte[] lastOctets(Mode ours, Capabilities theirs) throws IOException {
        try (Speaker speaker = new Speaker("127.17.19.1")) {
            PeerFeatures features = PeerFeatures.NONE.withGracefulRestart(new GracefulRestartSettings(ours, 120, 0));
            speaker.endpoint.add(speaker.peer(PEER, 179, true).with(features));
            int port = speaker.listen();
            try (RawPeer peer = RawPeer.dial(PEER, speaker.address, port)) {
                establish(peer, theirs);
                speaker.sessions.awaitUp();
                speaker.endpoint.close(ShutdownMode.GRACEFUL, "");
                return peer.readToEnd();
            }
        }
    }

    @Test
    void whoKeepsOurRoutesHearsNothing() throws IOException {
        assertThat(lastOctets(Mode.ON, KEEPING)).isEmpty();
    }

    @Test
    void whoIsOnlyHelpedHearsACease() throws IOException {
        assertThat(lastOctets(Mode.HELPER, KEEPING)).endsWith(CEASE);
    }

    @Test
    void whoDoesNotKnowOfRestartsHearsACease() throws IOException {
        assertThat(lastOctets(Mode.ON, PLAIN)).endsWith(CEASE);
    }
}
