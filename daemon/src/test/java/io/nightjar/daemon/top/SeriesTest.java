package io.nightjar.daemon.top;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesTest {

    private static final Series SERIES = Series.parse("""
            # HELP a_total something
            # TYPE a_total counter
            a_total{direction="in",type="x"} 1.0
            a_total{direction="in",type="y"} 2.5e1
            a_total{direction="out",type="x"} 100.0
            b 7
            c NaN
            d{le="+Inf"} +Inf
            this is no series
            """);

    @Test
    void seriesWithTheSameLabelsAreAdded() {
        assertThat(SERIES.sum("a_total")).isEqualTo(126.0);
        assertThat(SERIES.sum("a_total", "direction=\"in\"")).isEqualTo(26.0);
        assertThat(SERIES.sum("a_total", "direction=\"in\"", "type=\"y\"")).isEqualTo(25.0);
        assertThat(SERIES.sum("b")).isEqualTo(7.0);
    }

    @Test
    void whatIsNotThereIsNothing() {
        assertThat(SERIES.sum("a_total", "direction=\"i\"")).isZero();
        assertThat(SERIES.sum("e")).isZero();
    }

    @Test
    void numbersThatAreNoneAreRead() {
        assertThat(SERIES.sum("c")).isNaN();
        assertThat(SERIES.sum("d", "le=\"+Inf\"")).isInfinite();
        assertThat(SERIES.all()).hasSize(6);
    }
}
