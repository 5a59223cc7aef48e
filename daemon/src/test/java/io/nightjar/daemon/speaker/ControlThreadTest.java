package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ControlThreadTest {

    @Test
    void whatIsDueAgainAndAgainStaysDueAfterAFault() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(2);
        ControlThread control = new ControlThread();
        try {
            var unused = control.scheduleWithFixedDelay(
                    () -> {
                        runs.countDown();
                        throw new IllegalStateException("a fault of a test");
                    },
                    0,
                    1,
                    TimeUnit.MILLISECONDS);
            assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            control.shutdown();
        }
    }
}
