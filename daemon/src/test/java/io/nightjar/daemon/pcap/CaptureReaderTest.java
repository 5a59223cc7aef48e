package io.nightjar.daemon.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureReaderTest {

    private static final byte[] ONE = {1, 2, 3};
    private static final byte[] TWO = {4, 5, 6, 7, 8};

    private static CaptureReader reader(byte[] file) {
        assertThat(CaptureReader.begins(file)).isTrue();
        return CaptureReader.of(file, new ByteArrayInputStream(file));
    }

    private static List<CapturedPacket> all(CaptureReader reader) throws IOException, CaptureFormatException {
        List<CapturedPacket> packets = new ArrayList<>();
        for (Optional<CapturedPacket> next = reader.next(); next.isPresent(); next = reader.next()) {
            packets.add(next.get());
        }
        return packets;
    }

    private static ByteOrder order(boolean littleEndian) {
        return littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    @ParameterizedTest
    @CsvSource({
        "a1b2c3d4, false, 123456000",
        "a1b2c3d4, true, 123456000",
        "a1b23c4d, false, 123456",
        "a1b23c4d, true, 123456"
    })
    void aClassicFileHasEitherByteOrderAndResolution(String magic, boolean littleEndian, int nanos)
            throws IOException, CaptureFormatException {
        int number = (int) Long.parseLong(magic, 16);
        List<CapturedPacket> packets =
                all(reader(CaptureBytes.pcap(1, number, order(littleEndian), List.of(ONE, TWO))));

        assertThat(packets).hasSize(2);
        assertThat(packets.get(0).time()).isEqualTo(Instant.ofEpochSecond(1700000000, nanos));
        assertThat(packets.get(0).linkType()).isEqualTo(1);
        assertThat(packets.get(0).data().readableBytes()).isEqualTo(3);
        assertThat(packets.get(1).number()).isEqualTo(2);
        assertThat(packets.get(1).offset()).isEqualTo(24 + 16 + 3);
    }

    @ParameterizedTest
    @CsvSource({
        "10, the file ends after 10 of the 24 octets of the file's header",
        "30, the file ends after 6 of the 16 octets of a packet's header",
        "41, the file ends after 1 of the 3 octets of a packet"
    })
    void aClassicFileThatIsCutOffSaysWhere(int length, String reason) {
        CaptureReader reader = reader(Arrays.copyOf(CaptureBytes.pcap(1, ONE), length));

        assertThatThrownBy(reader::next)
                .isInstanceOf(CaptureFormatException.class)
                .hasMessage(reason);
        assertThat(reader.number()).isEqualTo(1);
    }

    @Test
    void aPacketThatIsTooLongIsNotRead() {
        byte[] file = CaptureBytes.pcap(1, ONE);
        ByteBuffer.wrap(file).putInt(24 + 8, 0x7fffffff);

        assertThatThrownBy(reader(file)::next)
                .hasMessage("a packet of 2147483647 octets, more than the 4194304 that are read");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBlockFileHasInterfacesAndPacketsAmongOtherBlocks(boolean littleEndian)
            throws IOException, CaptureFormatException {
        ByteOrder order = order(littleEndian);
        byte[] nanoseconds = littleEndian
                ? CaptureBytes.hex("0900 0100 09000000 0e00 0800 0a00000000000000 00000000")
                : CaptureBytes.hex("0009 0001 09000000 000e 0008 000000000000000a 00000000");
        List<CapturedPacket> packets = all(reader(CaptureBytes.join(
                CaptureBytes.section(order),
                CaptureBytes.networkInterface(order, 1, 0, new byte[0]),
                CaptureBytes.networkInterface(order, 113, 0, nanoseconds),
                CaptureBytes.block(order, 5, new byte[12]),
                CaptureBytes.enhanced(order, 0, 1700000000123456L, ONE),
                CaptureBytes.enhanced(order, 1, 1700000000123456789L, TWO))));

        assertThat(packets).extracting(CapturedPacket::linkType).containsExactly(1, 113);
        assertThat(packets.get(0).time()).isEqualTo(Instant.ofEpochSecond(1700000000, 123456000));
        assertThat(packets.get(1).time()).isEqualTo(Instant.ofEpochSecond(1700000010, 123456789));
        assertThat(packets.get(1).data().readableBytes()).isEqualTo(5);
    }

    @Test
    void simpleAndOldPacketsAreRead() throws IOException, CaptureFormatException {
        ByteOrder order = ByteOrder.BIG_ENDIAN;
        byte[] simple = ByteBuffer.allocate(8).putInt(9).putInt(0x01020304).array();
        byte[] whole = ByteBuffer.allocate(8).putInt(3).putInt(0x01020300).array();
        byte[] old = CaptureBytes.hex("0001 0000 00000000 00000001 00000003 00000003 01020300");
        List<CapturedPacket> packets = all(reader(CaptureBytes.join(
                CaptureBytes.section(order),
                CaptureBytes.networkInterface(order, 1, 4, new byte[0]),
                CaptureBytes.networkInterface(order, 101, 0, CaptureBytes.hex("0009 0001 8a000000")),
                CaptureBytes.block(order, 3, simple),
                CaptureBytes.block(order, 2, old),
                CaptureBytes.section(order),
                CaptureBytes.networkInterface(order, 101, 0, new byte[0]),
                CaptureBytes.block(order, 3, whole))));

        assertThat(packets).extracting(packet -> packet.data().readableBytes()).containsExactly(4, 3, 3);
        assertThat(packets.get(0).time()).isEqualTo(Instant.EPOCH);
        assertThat(packets.get(1).time())
                .as("a unit of 2 to the power of -10")
                .isEqualTo(Instant.ofEpochSecond(0, 976562));
    }

    @ParameterizedTest
    @CsvSource({
        "0a0d0d0a 0000001c 00000000, a section without byte order",
        "0a0d0d0a 0000001d 1a2b3c4d, a block of 29 octets",
        "0a0d0d0a 0000000c 1a2b3c4d, a block of 12 octets",
        "0a0d0d0a 7ffffffc 1a2b3c4d, 'a block of 2147483644 octets, more than the 4194304 that are read'",
        "0a0d0d0a 00, the file ends after 5 of the 8 octets of a block's header"
    })
    void aBlockFileThatIsWrongSaysHow(String hex, String reason) {
        CaptureReader reader = reader(CaptureBytes.hex(hex));

        assertThatThrownBy(reader::next).hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 00010000, an interface in 4 octets",
        "6, 00000001 00000000 00000000 00000000 00000000,"
                + "'a packet of interface 1, which the section does not describe'",
        "6, 00000000 00000000 00000000 00000009 00000009 ffff,"
                + " a block whose packet of 9 octets does not fit its 4",
        "6, 0000, a block whose packet of 20 octets does not fit its 4"
    })
    void aBlockThatIsWrongSaysHow(int type, String body, String reason) {
        ByteOrder order = ByteOrder.BIG_ENDIAN;
        CaptureReader reader = reader(CaptureBytes.join(
                CaptureBytes.section(order),
                CaptureBytes.networkInterface(order, 1, 0, new byte[0]),
                CaptureBytes.block(order, type, CaptureBytes.hex(body))));

        assertThatThrownBy(reader::next).hasMessageStartingWith(reason.substring(0, reason.length() - 2));
    }

    @Test
    void timesThatNoCalendarHasAreTheEpoch() throws CaptureFormatException {
        CaptureInterface seconds = new CaptureInterface(1, 0, 0, 0);

        assertThat(seconds.time(0xffffffffL, 0xffffffffL)).isEqualTo(Instant.EPOCH.minusSeconds(1));
        assertThat(seconds.time(0x7fffffffL, 0)).isEqualTo(Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a1b2c3", "a1b2c3d5", "0a0d0d0b"})
    void otherFilesAreNoCaptures(String hex) {
        assertThat(CaptureReader.begins(CaptureBytes.hex(hex))).isFalse();
    }
}
