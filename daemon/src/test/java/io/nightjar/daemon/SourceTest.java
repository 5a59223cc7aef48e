package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the sources of all modules and no compiler can see. */
class SourceTest {

    private static final Path ROOT = Path.of("..");

    private static final Pattern SECTION = Pattern.compile("\\bRFC \\d+ (section|sec\\.|Section|s\\.|§ )");

    private static final Pattern NUMBERED = Pattern.compile("\\b(?:RFC-\\d+|RFC\\d+|rfc ?\\d+)\\b");

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 20)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    private static Stream<String> matches(Path file, Pattern pattern) {
        try {
            return pattern
                    .matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .map(text -> file + ": " + text)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void clausesOfRfcsAreWrittenInOneForm() throws IOException {
        assertThat(sources().stream()
                        .flatMap(file -> Stream.of(SECTION, NUMBERED).flatMap(pattern -> matches(file, pattern))))
                .as("RFC 4271 §9.1.2.2 (c) is the form")
                .isEmpty();
    }

    @Test
    void theSourcesAreFound() throws IOException {
        assertThat(sources()).hasSizeGreaterThan(100).anyMatch(file -> file.endsWith("SourceTest.java"));
    }
}
