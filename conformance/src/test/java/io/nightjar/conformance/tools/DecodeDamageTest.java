package io.nightjar.conformance.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table of a real daemon with one thing wrong: that is told with its place, and all other routes are there. */
class DecodeDamageTest {

    private static final String GOLDEN = "gobgp-3.10-table.mrt";

    /** Where records begin: the second route, and the last one. */
    private static final int SECOND = 127;

    private static final int LAST = 462;

    /** What is wrong with it anyway: two routes of no peer. */
    private static final int USUAL = 2;

    @TempDir
    private Path folder;

    private byte[] table = new byte[0];

    @BeforeEach
    void readTable() throws IOException {
        try (InputStream in = DecodeDamageTest.class.getResourceAsStream(GOLDEN)) {
            table = Objects.requireNonNull(in, GOLDEN).readAllBytes();
        }
    }

    private NightjarDecode decode(byte[] content) throws IOException {
        return NightjarDecode.of(Files.write(folder.resolve("table"), content).toString());
    }

    private String complaint(String place) {
        return "decode: " + folder.resolve("table") + ": " + place;
    }

    private static List<String> prefixes(NightjarDecode decoded) {
        return decoded.kind("rib-entry").stream()
                .map(entry -> entry.path("prefix").asText())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 11, 12, 13, 30, 71})
    void aFileThatIsCutKeepsAllBeforeItsLastRecord(int left) throws IOException {
        NightjarDecode decoded = decode(Arrays.copyOf(table, LAST + left));

        assertThat(decoded.exitCode()).isEqualTo(1);
        assertThat(prefixes(decoded)).hasSize(6).doesNotContain("2001:db8:77::/48");
        assertThat(decoded.complaints())
                .hasSize(USUAL)
                .last()
                .asString()
                .startsWith(complaint("record 8 at offset 462: "));
    }

    @Test
    void anUnknownTypeCostsOneRecord() throws IOException {
        table[SECOND + 5] = 99;

        assertOneIsMissing(decode(table), "record 3 at offset 127: there is no type 99");
    }

    @Test
    void aPrefixThatIsTooLongCostsOneRecord() throws IOException {
        table[SECOND + 16] = 33;

        assertOneIsMissing(decode(table), "record 3 at offset 127: a prefix with a length of 33 bits");
    }

    @Test
    void anAttributeLengthThatDoesNotFitCostsOneRecord() throws IOException {
        table[SECOND + 33] = 1;

        NightjarDecode decoded = decode(table);

        assertThat(prefixes(decoded)).hasSize(6).doesNotContain("198.51.100.0/25");
        assertThat(decoded.complaints())
                .hasSize(USUAL + 1)
                .first()
                .asString()
                .startsWith(complaint("record 3 at offset 127: "));
    }

    private void assertOneIsMissing(NightjarDecode decoded, String place) {
        assertThat(decoded.exitCode()).isEqualTo(1);
        assertThat(prefixes(decoded)).hasSize(6).doesNotContain("198.51.100.0/25");
        assertThat(decoded.complaints()).hasSize(USUAL + 1).first().isEqualTo(complaint(place));
    }

    @Test
    void attributesThatAreWrongAreFaultsAndNothingIsLost() throws IOException {
        table[SECOND + 36] = 7;

        NightjarDecode decoded = decode(table);

        assertThat(prefixes(decoded)).hasSize(7).contains("198.51.100.0/25");
        JsonNode faulty = decoded.kind("rib-entry").get(1);
        assertThat(faulty.path("faults")).isNotEmpty();
    }

    @Test
    void aCompressedFileThatIsCutKeepsWhatCouldBeUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 1000; i++) {
                out.write(table);
            }
        }

        NightjarDecode decoded = decode(Arrays.copyOf(packed.toByteArray(), packed.size() / 2));

        assertThat(decoded.exitCode()).isEqualTo(1);
        assertThat(decoded.kind("peer-index-table").size()).isBetween(100, 900);
        assertThat(decoded.complaints()).last().asString().contains("cannot be read any further");
    }

    @Test
    void twoFilesAreReadThoughTheFirstIsNotThere() throws IOException {
        Path there = Files.write(folder.resolve("table"), table);

        NightjarDecode decoded = NightjarDecode.of(folder.resolve("nowhere").toString(), there.toString());

        assertThat(decoded.exitCode()).isEqualTo(1);
        assertThat(decoded.complaints()).first().asString().contains("nowhere: there is no such file");
        assertThat(prefixes(decoded)).hasSize(7);
    }
}
