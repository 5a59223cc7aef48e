package io.nightjar.conformance.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.fsm.session.ManualClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ManualClock clock = new ManualClock();

    private final StringWriter written = new StringWriter();

    private Progress progress(Progress.Style style) {
        return new Progress(style, new PrintWriter(written), clock);
    }

    private static void happen(Progress progress, long from, long to) {
        for (long events = from; events <= to; events++) {
            progress.happened(events, () -> "half way");
        }
    }

    @Test
    void aTerminalsLineIsWrittenOverAndErasedInTheEnd() {
        Progress progress = progress(Progress.Style.TERMINAL);
        progress.title("seed 7: ");
        happen(progress, 1, 2000);
        assertThat(written.toString()).isEmpty();

        clock.advance(Duration.ofSeconds(2));
        happen(progress, 2001, 4000);
        String line = "\r\u001b[Kseed 7: half way, 2048 events, 1024 a second";
        assertThat(written.toString()).isEqualTo(line);

        progress.clear();
        progress.clear();
        assertThat(written.toString()).isEqualTo(line + "\r\u001b[K");
    }

    @Test
    void elsewhereALineIsWrittenNowAndThen() {
        Progress progress = progress(Progress.Style.LINES);
        clock.advance(Duration.ofSeconds(10));
        happen(progress, 1, 4000);
        clock.advance(Duration.ofSeconds(10));
        happen(progress, 4001, 6000);
        progress.clear();

        assertThat(written.toString().lines())
                .containsExactly("half way, 1024 events, 102 a second", "half way, 4096 events, 307 a second");
    }

    @Test
    void whoWantsNothingIsToldNothing() {
        clock.advance(Duration.ofDays(10));
        happen(Progress.NONE, 1, 4000);
        assertThat(written.toString()).isEmpty();
    }
}
