package io.nightjar.conformance.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.conformance.TestBed;
import io.nightjar.daemon.lab.Command;
import io.nightjar.daemon.lab.CommandResult;
import io.nightjar.daemon.lab.HostCommands;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that are many times as large as the heap of the process that decodes them. */
class DecodeMemoryIT {

    private static final String HEAP = "-Xmx12m";
    private static final int SIZE = 48 << 20;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final int PCAP_HEADER = 24;
    private static final int PACKET_HEADER = 16;

    /** Behind the headers of raw IPv4 and of TCP. */
    private static final int DATA = 40;

    private static final int MESSAGE = 4096;

    /** Fifteen messages and a half. */
    private static final int IN_A_PACKET = 16 * MESSAGE - MESSAGE / 2;

    @TempDir
    private Path folder;

    /** An UPDATE of 4096 octets that consists of attributes which nobody knows. */
    private static byte[] update() {
        ByteBuffer update = ByteBuffer.allocate(MESSAGE);
        for (int i = 0; i < 16; i++) {
            update.put((byte) 0xff);
        }
        update.putShort((short) MESSAGE).put((byte) 2).putShort((short) 0).putShort((short) (MESSAGE - 23 - 4));
        update.put(new byte[] {0x40, 1, 1, 0, 0x40, 2, 0, 0x40, 3, 4, 10, 0, 0, 1});
        int value = MESSAGE - 4 - update.position() - 4;
        update.put(new byte[] {(byte) 0xd0, 99}).putShort((short) value);
        update.position(MESSAGE - 4);
        update.put(new byte[] {24, 10, 1, 2});
        return update.array();
    }

    @Test
    void anMrtFileOfManyTimesTheHeapIsReadToItsEnd() throws IOException {
        byte[] update = update();
        ByteBuffer header = ByteBuffer.allocate(12 + 20);
        header.putInt(1_700_000_000).putShort((short) 16).putShort((short) 4).putInt(20 + update.length);
        header.putInt(65001).putInt(65002).putShort((short) 0).putShort((short) 1);
        header.putInt(0x0a000001).putInt(0x0a000002);
        int records = SIZE / (header.capacity() + update.length);
        Path file = folder.resolve("large.mrt");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < records; i++) {
                out.write(header.array());
                out.write(update);
            }
        }

        assertThat(lines(file)).isEqualTo(records);
    }

    @Test
    void aConnectionOfManyTimesTheHeapIsReadToItsEnd() throws IOException {
        ByteBuffer messages = ByteBuffer.allocate(IN_A_PACKET + MESSAGE / 2);
        while (messages.hasRemaining()) {
            messages.put(update());
        }
        int packets = SIZE / (2 * IN_A_PACKET) * 2;
        Path file = folder.resolve("large.pcap");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(pcapHeader());
            for (int i = 0; i < packets; i++) {
                out.write(packet(i * IN_A_PACKET));
                out.write(messages.array(), i % 2 == 0 ? 0 : MESSAGE / 2, IN_A_PACKET);
            }
        }

        // The end of the stream is told as well.
        assertThat(lines(file)).isEqualTo(packets / 2 * 31L + 1);
    }

    /** Little endian, raw IP. */
    private static byte[] pcapHeader() {
        ByteBuffer header = ByteBuffer.allocate(PCAP_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(1 << 18)
                .putInt(101);
        return header.array();
    }

    private static byte[] packet(int sequence) {
        ByteBuffer packet = ByteBuffer.allocate(PACKET_HEADER + DATA);
        packet.order(ByteOrder.LITTLE_ENDIAN);
        packet.putInt(1_700_000_000).putInt(0).putInt(DATA + IN_A_PACKET).putInt(DATA + IN_A_PACKET);
        packet.order(ByteOrder.BIG_ENDIAN);
        packet.putShort((short) 0x4500)
                .putShort((short) (DATA + IN_A_PACKET))
                .putInt(0)
                .putInt(0x4006_0000);
        packet.putInt(0x0a000001).putInt(0x0a000002);
        packet.putShort((short) 40000).putShort((short) 179).putInt(sequence).putInt(0);
        packet.putShort((short) 0x5010).putShort((short) 0xffff).putInt(0);
        return packet.array();
    }

    /** How many objects {@code nightjar decode} prints with that little heap. */
    private static long lines(Path file) {
        List<String> words = new ArrayList<>(TestBed.nightjar().with("decode", file.toString()));
        words.add(words.indexOf("-cp"), HEAP);
        words.addAll(0, List.of("bash", "-c", "set -o pipefail; \"$@\" | wc -l", "bash"));
        CommandResult result = new HostCommands().run(Command.of(words).within(LIMIT));
        assertThat(result.error()).isEmpty();
        assertThat(result.exitCode()).isZero();
        return Long.parseLong(result.output().strip());
    }
}
