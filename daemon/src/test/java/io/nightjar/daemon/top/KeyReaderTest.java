package io.nightjar.daemon.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyReaderTest {

    private static List<Key> keys(String octets) throws IOException {
        KeyReader reader = new KeyReader(new ByteArrayInputStream(octets.getBytes(StandardCharsets.ISO_8859_1)));
        List<Key> keys = new ArrayList<>();
        for (Key key = reader.next(); key != Key.QUIT; key = reader.next()) {
            keys.add(key);
        }
        return keys;
    }

    @Test
    void lettersAreKeys() throws IOException {
        assertThat(keys("sfjk b\fxq s"))
                .containsExactly(
                        Key.ORDER, Key.FILTER, Key.DOWN, Key.UP, Key.PAGE_DOWN, Key.PAGE_UP, Key.REDRAW, Key.OTHER);
    }

    @Test
    void arrowsAreSequences() throws IOException {
        assertThat(keys("\033[A\033[B\033OA\033[5~\033[6~\033[1;5Cs"))
                .containsExactly(Key.UP, Key.DOWN, Key.UP, Key.PAGE_UP, Key.PAGE_DOWN, Key.OTHER, Key.ORDER);
    }

    @Test
    void escapeSwallowsNoKeyAfterIt() throws IOException {
        assertThat(keys("\033s\033q")).containsExactly(Key.ORDER);
    }

    @Test
    void theEndIsSomebodyWhoLeaves() throws IOException {
        assertThat(keys("s\033[")).containsExactly(Key.ORDER);
        assertThat(keys("s\004f")).containsExactly(Key.ORDER);
    }
}
