package io.nightjar.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(octets, true, StandardCharsets.UTF_8);
    private long nanos;

    private String written() {
        return octets.toString(StandardCharsets.UTF_8);
    }

    private void pass(long seconds) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void elsewhereThanOnATerminalEachCaseIsALine() {
        try (Progress progress = new Progress(out, 4, false, () -> nanos)) {
            progress.begin("first");
            pass(90);
            progress.begin("second");
            progress.say("something went wrong");
        }

        assertThat(written().lines())
                .containsExactly("[1/4] first (0:00)", "[2/4] second (1:30, about 4:30 left)", "something went wrong");
    }

    @Test
    void onATerminalABarIsDrawnOverTheFormerOneAndGoesInTheEnd() {
        try (Progress progress = new Progress(out, 4, true, () -> nanos)) {
            progress.begin("first");
            pass(10);
            progress.begin("second");
        }

        assertThat(written())
                .contains("\r[######..................] [2/4] second (0:10, about 0:30 left)\u001b[K")
                .endsWith("\r\u001b[K");
    }
}
