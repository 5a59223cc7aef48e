package io.nightjar.fsm.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.nightjar.fsm.SessionTimer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventLoopTimersTest {

    private final EventLoopGroup group = IoTransport.NIO.newGroup(1);
    private final EventLoop loop = group.next();
    private final EventLoopTimers timers = new EventLoopTimers(loop, System::nanoTime);
    private final BlockingQueue<String> expired = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void onLoop(Runnable task) {
        loop.submit(task).syncUninterruptibly();
    }

    @Test
    void aTimerThatIsStartedAgainExpiresOnceAndLater() throws InterruptedException {
        long start = System.nanoTime();
        onLoop(() -> {
            timers.start(SessionTimer.HOLD, Duration.ofMillis(20), () -> expired.add("early"));
            timers.start(SessionTimer.HOLD, Duration.ofMillis(120), () -> expired.add("late"));
        });
        assertThat(expired.take()).isEqualTo("late");
        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(Duration.ofMillis(120).toNanos());
        assertThat(expired).isEmpty();
    }

    @Test
    void aTimerCanBeBroughtForward() throws InterruptedException {
        onLoop(() -> {
            timers.start(SessionTimer.HOLD, Duration.ofMinutes(9), () -> expired.add("late"));
            timers.start(SessionTimer.HOLD, Duration.ofMillis(10), () -> expired.add("early"));
        });
        assertThat(expired.take()).isEqualTo("early");
    }

    @Test
    void aStoppedTimerDoesNotExpire() throws InterruptedException {
        onLoop(() -> {
            timers.start(SessionTimer.HOLD, Duration.ofMillis(5), () -> expired.add("stopped"));
            timers.stop(SessionTimer.HOLD);
            timers.stop(SessionTimer.KEEPALIVE);
            timers.start(SessionTimer.KEEPALIVE, Duration.ofMillis(60), () -> expired.add("kept"));
        });
        assertThat(List.of(expired.take())).containsExactly("kept");
    }
}
