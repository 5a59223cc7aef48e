package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StopSignalTest {

    @Test
    void aSignalEndsTheWait() {
        try (StopSignal signal = StopSignal.forThisThread()) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(signal::await).isInstanceOf(LabInterruptedException.class);
        }
    }

    @Test
    void anInterruptionThatCameTooLateDoesNotDisturbTheCleaning() {
        try (StopSignal signal = StopSignal.forThisThread()) {
            Thread.currentThread().interrupt();

            signal.startCleaning();

            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }
}
