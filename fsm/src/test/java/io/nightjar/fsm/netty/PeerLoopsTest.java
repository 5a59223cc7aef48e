package io.nightjar.fsm.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.fsm.RestartState;
import io.nightjar.fsm.SessionEnd;
import io.nightjar.fsm.session.EstablishedSession;
import io.nightjar.fsm.session.SessionListener;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PeerLoopsTest {

    private static final IpAddress WE = IpAddress.parse("127.0.61.1");
    private static final IpAddress CLIENT = IpAddress.parse("127.0.61.2");
    private static final Prefix NETWORK = Prefix.parse("127.0.61.0/24");
    private static final long PATIENCE_SECONDS = 20;

    private final BusyListener sessions = new BusyListener();
    private final BgpEndpoint endpoint = new BgpEndpoint(
            new EndpointSettings(IoTransport.best(), 2, System::nanoTime, new SplittableRandom(1), RestartState.NONE),
            sessions);

    /** Is busy with the first UPDATE for as long as the test wants. */
    private static final class BusyListener implements SessionListener {

        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        private final CountDownLatch busy = new CountDownLatch(1);
        private final CountDownLatch work = new CountDownLatch(1);

        @Override
        public void sessionUp(EstablishedSession session) {
            events.add("up on " + Thread.currentThread().getName());
        }

        @Override
        public void updateReceived(EstablishedSession session, UpdateMessage update, List<AttributeFault> faults) {
            busy.countDown();
            await(work);
        }

        @Override
        public void routeRefreshReceived(EstablishedSession session, RouteRefreshMessage refresh) {}

        @Override
        public void writable(EstablishedSession session) {}

        @Override
        public void sessionDown(EstablishedSession session, SessionEnd end) {
            events.add("down");
        }

        String next() {
            try {
                @Nullable String event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return event == null ? "nothing" : event;
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    @AfterEach
    void close() {
        sessions.work.countDown();
        endpoint.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static PeerRange range() {
        try (Speaker speaker = new Speaker(WE.toString())) {
            PeerConfig config = speaker.peer(CLIENT, 179, true);
            return new PeerRange(NETWORK, (id, address) -> speaker.named(id, config), null);
        }
    }

    private static RawPeer dial(int port) throws IOException {
        RawPeer client = RawPeer.dial(CLIENT, WE, port);
        client.send(RawPeer.open(64512, CLIENT.toString()));
        client.send(KeepaliveMessage.INSTANCE);
        return client;
    }

    /** A range's features have changed while its peer's loop was busy, and the peer has been quick to dial again. */
    @Test
    @Timeout(60)
    void aSessionBeginsBehindTheEndOfTheFormerOne() throws IOException {
        PeerRange range = range();
        endpoint.addRange(range);
        endpoint.listen(List.of(new ListenAddress(WE, 0))).join();
        int port = endpoint.listeners().get(0).boundPort();
        try (RawPeer before = dial(port)) {
            String firstUp = sessions.next();
            before.send(UpdateMessage.endOfRib(AddressFamily.IPV4_UNICAST));
            await(sessions.busy);
            endpoint.removeRange(NETWORK);
            endpoint.addRange(range);
            try (RawPeer after = dial(port)) {
                while (endpoint.status(PeerRange.nameOf(CLIENT)).isEmpty()) {
                    Thread.onSpinWait();
                }
                sessions.work.countDown();
                assertThat(sessions.next()).isEqualTo("down");
                assertThat(sessions.next()).isEqualTo(firstUp);
                assertThat(after.read()).isInstanceOf(OpenMessage.class);
            }
        }
    }
}
