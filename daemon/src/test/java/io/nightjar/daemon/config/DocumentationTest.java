package io.nightjar.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentationTest {

    private static final Path DOCS = Path.of("..", "docs");

    private static final String HEADING = "### Section `";

    /** One row of a table: key, type and default. */
    record Row(String key, String type, String defaultText) {}

    private static Map<String, List<Row>> documented() throws IOException {
        Map<String, List<Row>> sections = new LinkedHashMap<>();
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(DOCS.resolve("configuration.md"))) {
            if (line.startsWith("#")) {
                rows = new ArrayList<>();
            }
            if (line.startsWith(HEADING)) {
                sections.put(line.substring(HEADING.length(), line.length() - 1), rows);
            } else if (line.startsWith("| `")) {
                List<String> cells = List.of(line.split("\\|", -1));
                rows.add(new Row(plain(cells.get(1)), plain(cells.get(2)), plain(cells.get(3))));
            }
        }
        return sections;
    }

    private static String plain(String cell) {
        return cell.strip().replace("`", "");
    }

    @Test
    void everyKeyIsDocumentedWithTypeAndDefaultAndEveryDocumentedKeyIsKnown() throws IOException {
        Map<String, List<Row>> known = new LinkedHashMap<>();
        for (SectionType section : Schema.SECTIONS) {
            known.put(
                    section.name(),
                    section.keys().stream()
                            .map(key -> new Row(key.name(), plain(key.type()), plain(key.defaultText())))
                            .toList());
        }

        assertThat(documented()).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"speaker.yaml", "reflector.yaml"})
    void theExamplesLoad(String example) throws IOException, InvalidConfigurationException {
        assertThat(SpeakerFile.load(DOCS.resolve("examples").resolve(example))
                        .local()
                        .asNumber()
                        .value())
                .isEqualTo(64512);
    }
}
