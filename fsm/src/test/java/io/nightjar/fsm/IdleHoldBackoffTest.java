package io.nightjar.fsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.peer.PeerTimers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleHoldBackoffTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void theWaitDoublesUpToItsMaximum() {
        IdleHoldBackoff backoff = IdleHoldBackoff.NONE;
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            backoff = backoff.afterError(PeerTimers.CALICO, 40L * i * SECOND);
            waits.add(backoff.hold().toSeconds());
        }
        assertThat(waits).containsExactly(5L, 10L, 20L, 30L, 30L);
    }

    @Test
    void anErrorIsForgottenAfterThreeHundredSeconds() {
        IdleHoldBackoff twice =
                IdleHoldBackoff.NONE.afterError(PeerTimers.CALICO, -SECOND).afterError(PeerTimers.CALICO, 0);
        assertThat(twice.afterError(PeerTimers.CALICO, 300 * SECOND).holdSeconds())
                .isEqualTo(20);
        assertThat(twice.afterError(PeerTimers.CALICO, 300 * SECOND + 1).holdSeconds())
                .isEqualTo(5);
    }
}
