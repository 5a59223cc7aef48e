package io.nightjar.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the list of documented bad inputs has a test. */
class BadInputIndexTest {

    private static final int ROWS = 58;

    private static final Path ROOT = Path.of("..");

    /** Row 0 stands for inputs that are nobody's but ours. */
    @Test
    void noRowIsForgotten() throws IOException {
        TreeSet<Integer> rows = new TreeSet<>();
        for (String file : List.of("updates.txt", "messages.txt", "notifications.txt", "elsewhere.txt")) {
            CaseLines.read(file).forEach(columns -> rows.add(Integer.parseInt(columns.get(0))));
        }
        rows.remove(0);
        assertThat(rows)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, ROWS).boxed().toList());
    }

    static Stream<String> elsewhere() throws IOException {
        return CaseLines.read("elsewhere.txt").stream().map(columns -> columns.get(1));
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void aTestThatIsNamedExists(String reference) throws IOException {
        String[] parts = reference.split(" # ", -1);
        assertThat(Files.readString(ROOT.resolve(parts[0]))).contains("void " + parts[1] + "(");
    }
}
