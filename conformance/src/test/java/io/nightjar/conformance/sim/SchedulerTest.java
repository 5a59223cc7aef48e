package io.nightjar.conformance.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    private static final long SECOND = 1_000_000_000L;

    private final Scheduler scheduler = new Scheduler();

    private final List<Integer> happened = new ArrayList<>();

    /** When something is to happen, and its number. */
    private record Planned(long nanos, int number) {}

    @Test
    void whatIsNearAndWhatIsFarHappensInTheOrderOfTimeThenOfMaking() {
        SplittableRandom random = new SplittableRandom(7);
        List<Planned> planned = new ArrayList<>();
        for (int number = 0; number < 5000; number++) {
            Planned next = new Planned(random.nextLong(20) * (random.nextBoolean() ? 1 : 37 * SECOND), number);
            planned.add(next);
            scheduler.at(next.nanos, () -> happened.add(next.number));
        }
        while (scheduler.step(1000 * SECOND)) {
            assertThat(scheduler.happened()).isEqualTo(happened.size());
        }

        assertThat(happened)
                .isEqualTo(planned.stream()
                        .sorted(Comparator.comparing(Planned::nanos))
                        .map(Planned::number)
                        .toList());
        assertThat(scheduler.nanoTime()).isEqualTo(1000 * SECOND);
    }

    @Test
    void anEventMayMakeOthersForTheSameMomentAndForLater() {
        scheduler.after(SECOND, () -> {
            happened.add(1);
            scheduler.after(0, () -> happened.add(2));
            scheduler.after(300 * SECOND, () -> happened.add(4));
            scheduler.after(SECOND, () -> happened.add(3));
        });

        while (scheduler.step(3 * SECOND)) {
            assertThat(scheduler.nanoTime()).isLessThanOrEqualTo(3 * SECOND);
        }
        assertThat(happened).containsExactly(1, 2, 3);

        assertThat(scheduler.step(400 * SECOND)).isTrue();
        assertThat(happened).containsExactly(1, 2, 3, 4);
        assertThat(scheduler.nanoTime()).isEqualTo(301 * SECOND);
    }

    @Test
    void whatIsCancelledDoesNotHappenAndDoesNotCount() {
        scheduler.at(SECOND, new Scheduler.Cancellable() {
            @Override
            public boolean isCancelled() {
                return true;
            }

            @Override
            public void run() {
                happened.add(1);
            }
        });

        assertThat(scheduler.step(2 * SECOND)).isFalse();
        assertThat(happened).isEmpty();
        assertThat(scheduler.happened()).isZero();
        assertThat(scheduler.nanoTime()).isEqualTo(2 * SECOND);
    }
}
