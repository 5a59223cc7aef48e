package io.nightjar.conformance.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalLogTest {

    private static final long PACE = 1_000_000;

    private final ArrivalLog log = new ArrivalLog();

    private void arrive(int first, int end) {
        for (int number = first; number < end; number++) {
            log.note(number, number * PACE);
        }
    }

    @Test
    void everyNumberThatArrivedIsCounted() {
        arrive(0, 100);

        assertThat(log.count(20, 90)).isEqualTo(new ProbeCount(70, 0, 0));
        assertThat(log.highest()).isEqualTo(99);
    }

    @Test
    void everyMissingNumberIsLostAndTheLongestHoleIsTheGap() {
        arrive(0, 30);
        arrive(31, 50);
        arrive(60, 100);

        assertThat(log.count(0, 100)).isEqualTo(new ProbeCount(100, 11, 11 * PACE));
        assertThat(log.count(0, 40)).isEqualTo(new ProbeCount(40, 1, 2 * PACE));
    }

    @Test
    void aHoleThatEndsLaterIsTheEventsAsFarAsItsNumbersAre() {
        arrive(0, 50);
        arrive(60, 61);

        assertThat(log.count(40, 55)).isEqualTo(new ProbeCount(15, 5, 11 * PACE));
        assertThat(log.count(55, 61)).isEqualTo(new ProbeCount(6, 5, 11 * PACE));
    }

    @Test
    void anOvertakenPacketIsNotLost() {
        arrive(0, 10);
        arrive(11, 20);
        log.note(10, 10 * PACE);

        assertThat(log.count(0, 20)).isEqualTo(new ProbeCount(20, 0, 0));
        assertThat(log.highest()).isEqualTo(19);
    }
}
