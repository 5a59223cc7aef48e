package io.nightjar.fsm.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.fsm.session.SessionDriver;
import io.nightjar.fsm.session.SessionStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A peer and the event loop on which it lives. The driver belongs to the loop; everything here may be called from anywhere. */
final class BoundPeer {

    /** How many connections a peer may have made to us at a time, with those that are only being closed. */
    static final int MAX_ACCEPTED = 16;

    private final EventLoop loop;
    private final SessionDriver driver;
    private final @Nullable Prefix range;
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile PeerConfig config;

    /** On the loop. */
    private boolean startDue = true;

    BoundPeer(EventLoop loop, SessionDriver driver, PeerConfig config, @Nullable Prefix range) {
        this.loop = loop;
        this.driver = driver;
        this.config = config;
        this.range = range;
    }

    PeerId id() {
        return config.id();
    }

    EventLoop loop() {
        return loop;
    }

    PeerConfig config() {
        return config;
    }

    IpAddress remoteAddress() {
        return config.remote().address();
    }

    /** Whether it came out of this range. */
    boolean isFrom(Prefix network) {
        return network.equals(range);
    }

    /** Whether connections that arrive at {@code local} are meant for this peer. */
    boolean expectsAt(IpAddress local) {
        return local.equals(config.local().address());
    }

    void reconfigure(PeerConfig next) {
        config = next;
        tell(to -> to.reconfigure(next));
    }

    SessionStatus status() {
        return driver.status();
    }

    /** Starts when it is this peer's turn, or when there is something else to do with it. */
    void startWith(StartQueue queue) {
        loop.execute(() -> queue.add(this::startIfDue));
    }

    private void startIfDue() {
        if (startDue) {
            startDue = false;
            driver.start();
        }
    }

    /** Does something with the driver on its loop, soon. */
    void tell(Consumer<SessionDriver> task) {
        loop.execute(() -> perform(task));
    }

    /** Like {@link #tell}; completes when it is done. */
    CompletableFuture<Void> ask(Consumer<SessionDriver> task) {
        return CompletableFuture.runAsync(() -> perform(task), loop);
    }

    private void perform(Consumer<SessionDriver> task) {
        startIfDue();
        task.accept(driver);
    }

    /** Whether there may be one more connection from this peer. A closed one counts until the peer has heard its end. */
    boolean hasRoom() {
        return accepted.get() < MAX_ACCEPTED;
    }

    /** Takes over a connection that was accepted elsewhere and is not registered yet, after all that was asked before. */
    void accept(Channel channel) {
        accepted.incrementAndGet();
        channel.closeFuture().addListener(closed -> accepted.decrementAndGet());
        loop.execute(() -> loop.register(channel).addListener(registration -> {
            if (registration.isSuccess() && channel.isActive()) {
                perform(to -> to.accept(NettyConnection.on(channel)));
            } else {
                Outcome.unneeded(channel.close());
                perform(SessionDriver::retireIfUnused);
            }
        }));
    }
}
