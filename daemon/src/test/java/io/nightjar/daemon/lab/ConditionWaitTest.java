package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConditionWaitTest {

    private final AtomicLong now = new AtomicLong(42);
    private final ConditionWait conditionWait = new ConditionWait(now::get, Duration.ofNanos(1));

    @Test
    void waitsUntilNothingIsMissingAndTellsHowLong() {
        Duration taken = conditionWait.until(
                "spring",
                Duration.ofSeconds(10),
                () -> now.addAndGet(1_000_000_000) < 3_000_000_000L ? List.of("swallows") : List.of());

        assertThat(taken).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void givesUpInTimeAndNamesWhatIsMissing() {
        assertThatThrownBy(() -> conditionWait.until("spring", Duration.ofSeconds(10), () -> {
                    now.addAndGet(4_000_000_000L);
                    return List.of("swallows", "cherries");
                }))
                .isInstanceOf(LabException.class)
                .hasMessage("spring did not happen within 10 s:\n  swallows\n  cherries");
    }

    @Test
    void anInterruptionEndsTheWait() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> conditionWait.until("spring", Duration.ofSeconds(10), () -> List.of("swallows")))
                .isInstanceOf(LabInterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
