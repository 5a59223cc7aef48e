package io.nightjar.daemon.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TcpSegmentTest {

    private static final byte[] DATA = {1, 2, 3};
    private static final byte[] TCP = CaptureBytes.toServer(CaptureBytes.ACK, 100, 200, DATA);
    private static final byte[] IPV4 = CaptureBytes.ipv4(false, TCP);
    private static final byte[] IPV6 = CaptureBytes.ipv6(false, 6, TCP);

    private static CapturedPacket packet(int linkType, byte[] data) {
        return new CapturedPacket(1, 0, Instant.EPOCH, linkType, Unpooled.wrappedBuffer(data));
    }

    private static Optional<TcpSegment> read(int linkType, byte[] data) throws FragmentException {
        return TcpSegment.of(packet(linkType, data));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00000002",
        "1, 0200000000020200000000010800",
        "1, 02000000000202000000000181000005 0800",
        "1, 020000000002020000000001 88a80005 81000006 0800",
        "12, ''",
        "14, ''",
        "101, ''",
        "108, 00000002",
        "113, 0000 0001 0006 0000000000000000 0800",
        "228, ''",
        "276, 0800 0000 00000001 0001 00 06 0000000000000000"
    })
    void eachLinkTypeIsKnown(int linkType, String header) throws FragmentException {
        assertThat(TcpSegment.knowsLinkType(linkType)).isTrue();
        TcpSegment segment = read(linkType, CaptureBytes.join(CaptureBytes.hex(header), IPV4))
                .orElseThrow();

        assertThat(segment.source()).hasToString("10.0.0.1 port 40000");
        assertThat(segment.destination()).hasToString("10.0.0.2 port 179");
        assertThat(segment.sequence()).isEqualTo(100);
        assertThat(segment.acknowledgment()).isEqualTo(200);
        assertThat(segment.isAcknowledgment()).isTrue();
        assertThat(segment.isSynchronize() || segment.isFinish() || segment.isReset())
                .isFalse();
        assertThat(ByteBufUtil.getBytes(segment.data())).containsExactly(DATA);
    }

    @Test
    void anotherLinkTypeIsNot() throws FragmentException {
        assertThat(TcpSegment.knowsLinkType(147)).isFalse();
        assertThat(read(147, IPV4)).isEmpty();
    }

    @Test
    void whatALinkLayerAddsBehindThePacketIsNoData() throws FragmentException {
        byte[] padded = CaptureBytes.join(IPV4, new byte[6]);

        assertThat(read(101, padded).orElseThrow().data().readableBytes()).isEqualTo(3);
    }

    @Test
    void aLengthOfZeroMeansAllThatIsThere() throws FragmentException {
        byte[] offloaded = IPV4.clone();
        offloaded[2] = 0;
        offloaded[3] = 0;

        assertThat(read(101, offloaded).orElseThrow().data().readableBytes()).isEqualTo(3);
    }

    @Test
    void aPacketThatWasCapturedInPartGivesThatPart() throws FragmentException {
        assertThat(read(101, Arrays.copyOf(IPV4, IPV4.length - 1))
                        .orElseThrow()
                        .data()
                        .readableBytes())
                .isEqualTo(2);
        assertThat(read(101, Arrays.copyOf(IPV6, IPV6.length - 1))
                        .orElseThrow()
                        .data()
                        .readableBytes())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 06000000 00000000",
        "43, 06000000 00000000",
        "60, 06010000 00000000 00000000 00000000",
        "51, 06020000 00000000 00000000 00000000",
        "44, 06000000 00000000"
    })
    void extensionHeadersAreSkipped(int next, String header) throws FragmentException {
        byte[] packet = CaptureBytes.ipv6(false, next, CaptureBytes.join(CaptureBytes.hex(header), TCP));

        assertThat(read(229, packet).orElseThrow().source()).hasToString("2001:db8::1 port 40000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "40",
                "44",
                "41000014",
                "450000",
                "60",
                "90",
                "45000013 00000000 40060000 0a000001 0a000002",
                "45000028 00000000 40110000 0a000001 0a000002 000000000000000000000000000000000000",
                "45000018 00000000 40060000 0a000001 0a000002 9c4000b3"
            })
    void whatIsNoSegmentIsNone(String hex) throws FragmentException {
        assertThat(read(101, CaptureBytes.hex(hex))).isEmpty();
    }

    @Test
    void anExtensionHeaderThatIsCutOffHidesTheSegment() throws FragmentException {
        assertThat(read(101, CaptureBytes.ipv6(false, 60, new byte[4]))).isEmpty();
        assertThat(read(101, CaptureBytes.ipv6(false, 60, CaptureBytes.hex("06ff000000000000"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3fffff", "50ffffff"})
    void aHeaderLengthThatDoesNotFitIsNone(String changed) throws FragmentException {
        byte[] tcp = TCP.clone();
        tcp[12] = (byte) Integer.parseInt(changed.substring(0, 2).equals("50") ? "f0" : "30", 16);

        assertThat(read(101, CaptureBytes.ipv4(false, tcp))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"020000000002", "0200000000020200000000010806 0000"})
    void aFrameWithoutAnIpPacketIsNone(String hex) throws FragmentException {
        assertThat(read(1, CaptureBytes.hex(hex))).isEmpty();
        assertThat(read(0, CaptureBytes.hex("00000002"))).isEmpty();
    }

    @Test
    void aFirstFragmentKnowsItsPorts() {
        CapturedPacket packet = packet(101, CaptureBytes.ipv4(false, 0x2000, TCP));
        FragmentException fragment = catchThrowableOfType(FragmentException.class, () -> TcpSegment.of(packet));

        assertThat(fragment.first()).isNotNull();
        assertThat(fragment).hasMessage("a fragment from 10.0.0.1 to 10.0.0.2");
    }

    @Test
    void aLaterFragmentKnowsItsAddressesOnly() {
        byte[] body = CaptureBytes.join(CaptureBytes.hex("06000010 00000001"), TCP);
        CapturedPacket packet = packet(101, CaptureBytes.ipv6(true, 44, body));
        FragmentException fragment = catchThrowableOfType(FragmentException.class, () -> TcpSegment.of(packet));

        assertThat(fragment.first()).isNull();
        assertThat(fragment.source()).hasToString("2001:db8::2");
        assertThat(fragment.destination()).hasToString("2001:db8::1");
    }
}
