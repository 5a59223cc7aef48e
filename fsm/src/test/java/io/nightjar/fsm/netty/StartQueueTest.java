package io.nightjar.fsm.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.fsm.RestartState;
import io.nightjar.fsm.SessionSettings;
import io.nightjar.fsm.session.Connector;
import io.nightjar.fsm.session.MessageTotals;
import io.nightjar.fsm.session.SessionDriver;
import io.nightjar.fsm.session.SessionPorts;
import io.nightjar.fsm.session.TimerJitter;
import java.net.Socket;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StartQueueTest {

    private static final IpAddress WE = IpAddress.parse("127.0.62.1");

    private final EventLoopGroup loops = IoTransport.best().newGroup(1);
    private final EventLoop loop = loops.next();
    private final StartQueue queue = new StartQueue(loop);
    private final List<String> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        loops.shutdownGracefully().syncUninterruptibly();
    }

    @Test
    void socketsAreLookedAtBetweenTwoPortions() throws InterruptedException {
        NettyListener listener = new NettyListener(
                new ListenAddress(WE, 0),
                IoTransport.best(),
                loop,
                channel -> {
                    done.add("accepted");
                    channel.unsafe().closeForcibly();
                },
                (network, why) -> done.add(why));
        listener.open().join();
        CountDownLatch last = new CountDownLatch(1);
        loop.submit(() -> {
                    try (Socket client = new Socket()) {
                        client.connect(SocketAddresses.of(WE, listener.status().boundPort()));
                        IntStream.range(0, 2 * StartQueue.PORTION).forEach(i -> queue.add(() -> done.add("started")));
                        queue.add(last::countDown);
                    }
                    return done;
                })
                .syncUninterruptibly();
        last.await();
        List<String> portion = Collections.nCopies(StartQueue.PORTION, "started");
        assertThat(done)
                .containsExactlyElementsOf(Stream.of(portion, List.of("accepted"), portion)
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void whatIsDoneWithAPeerBeforeItsTurnFindsItStarted() {
        BoundPeer peer = peer();
        loop.submit(() -> IntStream.range(0, StartQueue.PORTION).forEach(i -> queue.add(() -> {})))
                .syncUninterruptibly();
        peer.startWith(queue);
        peer.ask(driver -> done.add("enabled " + driver.status().enabled())).join();
        peer.ask(SessionDriver::stopSilently).join();
        loop.submit(() -> queue.add(() -> done.add("its turn"))).syncUninterruptibly();
        while (done.size() < 2) {
            Thread.onSpinWait();
        }
        assertThat(done).containsExactly("enabled true", "its turn");
        assertThat(peer.status().enabled()).isFalse();
    }

    private BoundPeer peer() {
        try (Speaker speaker = new Speaker(WE.toString())) {
            var config = speaker.peer(WE, 179, true);
            NanoClock clock = System::nanoTime;
            Connector nowhere = (who, listener) -> () -> {};
            SessionPorts ports = new SessionPorts(
                    new EventLoopSessionLoop(loop),
                    nowhere,
                    () -> new EventLoopTimers(loop, clock),
                    new RecordingListener(),
                    clock,
                    new TimerJitter(new SplittableRandom(1)),
                    RestartState.NONE,
                    new MessageTotals());
            return new BoundPeer(loop, SessionDriver.permanent(ports, SessionSettings.of(config)), config, null);
        }
    }
}
