package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoopWatchTest {

    private final AtomicLong now = new AtomicLong();
    private final List<CompletableFuture<Boolean>> tasks = new ArrayList<>();
    private final LoopWatch watch = new LoopWatch("loop", this::task, now::get);

    private CompletableFuture<Boolean> task() {
        tasks.add(new CompletableFuture<>());
        return tasks.get(tasks.size() - 1);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void whoHasNotBeenAskedMovesOn() {
        assertThat(watch.check().ok()).isTrue();
    }

    @Test
    void whoAnswersMovesOn() {
        CompletableFuture<Void> asked = watch.ask();
        tasks.get(0).complete(true);
        assertThat(asked).isDone();
        pass(LoopWatch.LIMIT.multipliedBy(2));
        assertThat(watch.check().reason()).isEqualTo("moves on");
        assertThat(watch.ask()).isNotDone();
        assertThat(tasks).hasSize(2);
    }

    @Test
    void whoDoesNotAnswerHasSomeTimeAndIsNotAskedAgain() {
        assertThat(watch.ask()).isNotDone();
        pass(LoopWatch.LIMIT);
        assertThat(watch.ask()).isNotDone();
        assertThat(tasks).hasSize(1);
        assertThat(watch.check().ok()).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(watch.check().ok()).isFalse();
        assertThat(watch.check().reason()).isEqualTo("has not moved on for 16 s");
        tasks.get(0).complete(true);
        assertThat(watch.check().ok()).isTrue();
    }

    @Test
    void aLoopThatHasEndedDoesNotMoveOn() {
        assertThat(watch.ask()).isNotDone();
        tasks.get(0).completeExceptionally(new IllegalStateException("ended"));
        pass(LoopWatch.LIMIT.plusSeconds(1));
        assertThat(watch.ask()).isNotDone();
        assertThat(watch.check().ok()).isFalse();
    }
}
