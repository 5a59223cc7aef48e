package io.nightjar.kernel.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DumpDigestTest {

    private static final int ERROR_LENGTH = 2 * NetlinkMessage.HEADER_LENGTH + Integer.BYTES;

    /** What a kernel says that does not know the request: a negative errno, and the request's header. */
    private static ByteBuffer error(int sequence, int errno) {
        ByteBuffer datagram = ByteBuffer.allocate(ERROR_LENGTH).order(ByteOrder.nativeOrder());
        header(datagram, ERROR_LENGTH, NetlinkMessage.ERROR, sequence).putInt(-errno);
        return header(datagram, NetlinkMessage.HEADER_LENGTH, 1, sequence).flip();
    }

    private static ByteBuffer header(ByteBuffer datagram, int length, int type, int sequence) {
        return datagram.putInt(length)
                .putShort((short) type)
                .putShort((short) 0)
                .putInt(sequence)
                .putInt(0);
    }

    private static long value(ByteBuffer datagram) {
        DumpDigest digest = new DumpDigest();
        assertThat(digest.add(datagram)).isTrue();
        return digest.value();
    }

    @Test
    void theSameRefusalOfALaterRequestIsTheSame() {
        assertThat(value(error(7, 95))).isEqualTo(value(error(8, 95)));
        assertThat(value(error(7, 95))).isNotEqualTo(value(error(7, 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 19, 20, 31, 32, 35})
    void whatIsCutOffIsTakenAsItIs(int length) {
        ByteBuffer datagram = error(7, 95);
        datagram.limit(length);
        if (length >= Integer.BYTES) {
            datagram.putInt(0, length);
        }
        DumpDigest digest = new DumpDigest();
        assertThat(digest.add(datagram)).isEqualTo(length >= NetlinkMessage.HEADER_LENGTH);
    }
}
