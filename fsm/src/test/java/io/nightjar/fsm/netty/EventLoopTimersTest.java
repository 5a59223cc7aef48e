package io.nightjar.fsm.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.nightjar.fsm.SessionTimer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    /** Sessions whose timers run down on one loop, and when they did, from the beginning on. */
    private static final class Sessions {

        private final EmbeddedChannel channel = new EmbeddedChannel();
        private final Map<Duration, Duration> expired = new TreeMap<>();
        private Duration now = Duration.ofMillis(2_345_678);

        Sessions() {
            channel.freezeTime();
        }

        void start(SessionTimer timer, Duration after) {
            Duration begin = now;
            new EventLoopTimers(channel.eventLoop(), () -> now.toNanos())
                    .start(timer, after, () -> expired.put(after, now.minus(begin)));
        }

        /** How often the loop woke up until nothing was left to be done. */
        int run() {
            int wakes = 0;
            long next = channel.runScheduledPendingTasks();
            while (next >= 0) {
                wakes++;
                channel.advanceTimeBy(next, TimeUnit.NANOSECONDS);
                now = now.plusNanos(next);
                next = channel.runScheduledPendingTasks();
            }
            return wakes;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"KEEPALIVE", "HOLD", "SEND_HOLD"})
    void longTimersOfManySessionsExpireTogether(SessionTimer timer) {
        Sessions sessions = new Sessions();
        for (int number = 0; number < 500; number++) {
            sessions.start(timer, Duration.ofMillis(60_000 + 40 * number));
        }
        assertThat(sessions.run()).isLessThanOrEqualTo(21);
        assertThat(sessions.expired).hasSize(500).allSatisfy((asked, got) -> {
            Duration late = got.minus(asked);
            assertThat(timer == SessionTimer.KEEPALIVE ? late.negated() : late)
                    .isBetween(Duration.ZERO, Duration.ofMillis(999));
        });
    }

    @Test
    void aShortTimerExpiresWhenItIsDue() {
        Sessions sessions = new Sessions();
        Duration due = Duration.ofMillis(19_999);
        sessions.start(SessionTimer.KEEPALIVE, due);
        sessions.run();
        assertThat(sessions.expired).containsExactly(Map.entry(due, due));
    }
}
