package io.nightjar.conformance.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that hold the cases: one each line, columns between bars, octets as hexadecimal text. */
final class CaseLines {

    private static final Pattern REPEATED = Pattern.compile("([0-9a-f]+)\\*(\\d+)");

    private CaseLines() {}

    /** The cases of a file, as their columns. */
    static List<List<String>> read(String file) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CaseLines.class.getResourceAsStream("/hostile/" + file)),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(CaseLines::columns)
                    .toList();
        }
    }

    private static List<String> columns(String line) {
        return Stream.of(line.split("\\|", -1)).map(String::strip).toList();
    }

    /** Plain hexadecimal text: {@code aa*3 bb} is {@code aaaaaabb}. */
    static String hex(String text) {
        return Stream.of(text.split(" ", -1))
                .map(word -> REPEATED.matcher(word)
                        .replaceAll(match -> match.group(1).repeat(Integer.parseInt(match.group(2)))))
                .collect(Collectors.joining());
    }
}
