package io.nightjar.fsm.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventLoopSessionLoopTest {

    private final EventLoopGroup group = IoTransport.NIO.newGroup(1);
    private final EventLoopSessionLoop loop = new EventLoopSessionLoop(group.next());

    @Test
    void whatComesAfterTheEndIsNotNeeded() {
        CompletableFuture<Boolean> inLoop = new CompletableFuture<>();
        loop.execute(() -> inLoop.complete(loop.inLoop()));
        assertThat(inLoop.join()).isTrue();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        AtomicInteger done = new AtomicInteger();
        loop.execute(done::incrementAndGet);
        assertThat(done.get()).isZero();
    }
}
