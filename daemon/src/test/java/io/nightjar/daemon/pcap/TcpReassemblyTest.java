package io.nightjar.daemon.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TcpReassemblyTest {

    private final StringBuilder heard = new StringBuilder();

    private final TcpReassembly stream = new TcpReassembly(new StreamListener() {

        @Override
        public void data(ByteBuf octets) {
            heard.append(octets.toString(StandardCharsets.US_ASCII));
        }

        @Override
        public void gap(long octets) {
            heard.append('<').append(octets).append('>');
        }
    });

    private void segment(int sequence, String text) {
        stream.segment(sequence, Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    @Test
    void octetsBeginBehindTheSyn() {
        stream.synchronize(9);
        segment(10, "abc");
        segment(13, "def");

        assertThat(heard).hasToString("abcdef");
        assertThat(stream.octets()).isEqualTo(6);
        assertThat(stream.beginsWith(9)).isTrue();
        assertThat(stream.beginsWith(10)).isFalse();
    }

    @Test
    void whatComesAgainIsDroppedAndWhatOverlapsIsCut() {
        segment(10, "abc");
        segment(10, "abc");
        segment(11, "bcde");
        segment(9, "x");

        assertThat(heard).hasToString("abcde");
        assertThat(stream.retransmitted()).isEqualTo(2);
    }

    @Test
    void whatComesEarlyWaits() {
        segment(10, "a");
        segment(13, "d");
        segment(13, "d");
        segment(13, "de");
        segment(12, "cd");
        assertThat(heard).hasToString("a");
        assertThat(stream.waitingOctets()).isEqualTo(4);
        segment(11, "b");

        assertThat(heard).hasToString("abcde");
        assertThat(stream.outOfOrder()).isEqualTo(4);
        assertThat(stream.waitingOctets()).isZero();
    }

    @Test
    void numbersWrapAround() {
        stream.synchronize(-3);
        segment(0, "cd");
        segment(-2, "ab");

        assertThat(heard).hasToString("abcd");
    }

    @Test
    void aGapThatTheReceiverDoesNotHaveIsOneOfTheCapture() {
        segment(10, "a");
        segment(14, "e");
        stream.acknowledged(13);
        assertThat(heard).hasToString("a");
        stream.acknowledged(15);

        assertThat(heard).hasToString("a<3>e");
        assertThat(stream.gaps()).isEqualTo(1);
    }

    @Test
    void aGapIsGivenUpAtTheEnd() {
        segment(10, "a");
        segment(12, "c");
        segment(14, "e");
        stream.end();

        assertThat(heard).hasToString("a<1>c<1>e");
        assertThat(stream.octets()).isEqualTo(5);
    }

    @Test
    void aGapIsGivenUpWhenTooMuchWaitsForIt() {
        segment(10, "a");
        stream.segment(12, Unpooled.wrappedBuffer(new byte[TcpReassembly.MAX_WAITING]));
        assertThat(stream.waitingOctets()).isEqualTo(TcpReassembly.MAX_WAITING);
        segment(20 + TcpReassembly.MAX_WAITING, "z");

        assertThat(heard).startsWith("a<1>");
        assertThat(stream.waitingOctets()).isEqualTo(1);
    }

    @Test
    void acknowledgmentsBeforeAnythingWasHeardMeanNothing() {
        stream.acknowledged(5);
        stream.end();

        assertThat(heard).isEmpty();
        assertThat(stream.isStarted()).isFalse();
    }
}
