package io.nightjar.bgp.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.testing.MrtBytes;
import io.nightjar.bgp.testing.WireBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MrtReaderTest {

    private static final byte[] SMALL = MrtBytes.record(13, 9, "0102");

    private static MrtReader reader(byte[]... parts) {
        InputStream in = InputStream.nullInputStream();
        for (byte[] part : parts) {
            in = new SequenceInputStream(in, new ByteArrayInputStream(part));
        }
        return new MrtReader(in);
    }

    @Test
    void recordsAreNumberedAndKnowTheirPlace() throws IOException, MrtFormatException {
        MrtReader reader = reader(SMALL, SMALL);

        MrtRecord first = reader.next().orElseThrow();
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.offset()).isZero();
        assertThat(first.time()).isEqualTo(Instant.parse("2023-11-14T22:13:20Z"));
        assertThat(first.type()).isEqualTo(13);
        assertThat(first.subtype()).isEqualTo(9);
        assertThat(first.body().readableBytes()).isEqualTo(2);

        MrtRecord second = reader.next().orElseThrow();
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.offset()).isEqualTo(14);
        assertThat(reader.next()).isEmpty();
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void extendedTypesHaveMicroseconds() throws IOException, MrtFormatException {
        MrtRecord record = reader(MrtBytes.record(17, 4, "0001e240 ff")).next().orElseThrow();

        assertThat(record.time()).isEqualTo(Instant.parse("2023-11-14T22:13:20.123456Z"));
        assertThat(record.body().readableBytes()).isEqualTo(1);
    }

    @Test
    void anExtendedRecordThatIsTooShortIsNoEndOfTheFile() throws IOException, MrtFormatException {
        MrtReader reader = reader(MrtBytes.record(33, 0, "0001"), SMALL);

        assertThatThrownBy(reader::next).hasMessage("the record ends before its microseconds");
        assertThat(reader.next()).isPresent();
    }

    @Test
    void aFileThatEndsInAHeaderIsNamed() throws IOException, MrtFormatException {
        MrtReader reader = reader(SMALL, Arrays.copyOf(SMALL, 5));

        assertThat(reader.next()).isPresent();
        assertThatThrownBy(reader::next)
                .isInstanceOf(MrtFormatException.class)
                .hasMessage("the file ends after 5 of the 12 octets of the record's header");
        assertThat(reader.number()).isEqualTo(2);
        assertThat(reader.recordOffset()).isEqualTo(14);
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void aFileThatEndsInABodyIsNamed() throws IOException, MrtFormatException {
        MrtReader reader = reader(Arrays.copyOf(SMALL, 13));

        assertThatThrownBy(reader::next).hasMessage("the file ends after 1 of the 2 octets of the record's body");
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void aRecordThatIsTooLongIsSkippedWithoutBeingHeld() throws IOException, MrtFormatException {
        byte[] header = WireBytes.octets(MrtBytes.TIME + "000d 0002 00800001");
        MrtReader reader = reader(header, new byte[MrtReader.MAX_RECORD_LENGTH + 1], SMALL);

        assertThatThrownBy(reader::next).hasMessage("a record of 8388609 octets, more than the 8388608 that are read");
        MrtRecord next = reader.next().orElseThrow();
        assertThat(next.number()).isEqualTo(2);
        assertThat(next.offset()).isEqualTo(12 + 8388609);
    }

    @Test
    void aLengthBeyondTheFileIsSaidToBeOne() throws IOException, MrtFormatException {
        MrtReader reader = reader(WireBytes.octets(MrtBytes.TIME + "000d 0002 ffffffff 00 01"));

        assertThatThrownBy(reader::next)
                .hasMessage("a record of 4294967295 octets, more than the 8388608 that are read and than the file has");
        assertThat(reader.next()).isEmpty();
    }
}
