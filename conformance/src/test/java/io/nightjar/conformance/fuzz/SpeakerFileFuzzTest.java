package io.nightjar.conformance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nightjar.daemon.config.InvalidConfigurationException;
import io.nightjar.daemon.config.SpeakerFile;
import io.nightjar.rib.config.SpeakerConfig;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text as static file: a configuration, or what is wrong with it. */
class SpeakerFileFuzzTest {

    static Stream<byte[]> seeds() {
        return Seeds.speakerFiles();
    }

    @MethodSource("seeds")
    @Timeout(30)
    @FuzzTest
    void file(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            SpeakerConfig config = SpeakerFile.read(new StringReader(text), "speaker.yaml");
            Check.equal(config, SpeakerFile.read(new StringReader(text), "speaker.yaml"), "read again");
        } catch (InvalidConfigurationException refused) {
            Check.that(refused.getMessage().contains("speaker.yaml"), () -> "no place in " + refused.getMessage());
        }
    }
}
