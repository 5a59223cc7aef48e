package io.nightjar.fsm.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogAllowanceTest {

    private final ManualClock clock = new ManualClock();
    private final LogAllowance allowance = new LogAllowance(clock, 3, Duration.ofSeconds(10));

    private int taken(int lines) {
        int taken = 0;
        for (int line = 0; line < lines; line++) {
            taken += allowance.take() ? 1 : 0;
        }
        return taken;
    }

    @Test
    void afterSomeLinesAtOnceThereIsOneInAnInterval() {
        assertThat(taken(100)).isEqualTo(3);
        clock.advance(Duration.ofSeconds(9));
        assertThat(taken(100)).isZero();
        clock.advance(Duration.ofSeconds(2));
        assertThat(taken(100)).isEqualTo(1);
    }

    @Test
    void whatIsNotSpentIsKeptUpToTheBurst() {
        assertThat(taken(2)).isEqualTo(2);
        clock.advance(Duration.ofDays(1));
        assertThat(taken(100)).isEqualTo(3);
    }

    @Test
    void linesThatAreLeftOutAreToldOfOnce() {
        assertThat(taken(1)).isEqualTo(1);
        assertThat(allowance.leftOut()).isEmpty();
        assertThat(taken(10)).isEqualTo(2);
        assertThat(allowance.leftOut()).isEqualTo(" (8 more lines like this left out)");
        assertThat(allowance.leftOut()).isEmpty();
    }
}
