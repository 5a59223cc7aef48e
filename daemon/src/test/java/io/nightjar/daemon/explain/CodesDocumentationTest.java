package io.nightjar.daemon.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page has every code with its stage, says which ones are in the way of a route, and has no others. */
class CodesDocumentationTest {

    private static final Path PAGE = Path.of("../docs/explain.md");

    private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| ([a-z ]+) \\| (yes|) ?\\| .+ \\|");

    @Test
    void thePageHasExactlyTheCodesOfTheEnum() throws IOException {
        List<String> documented = Files.readString(PAGE)
                .lines()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row ->
                        row.group(1) + " " + row.group(2) + " " + row.group(3).equals("yes"))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(Code.values())
                        .map(code -> code + " " + spoken(code.stage()) + " " + code.isInTheWay())
                        .toList());
    }

    private static String spoken(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
