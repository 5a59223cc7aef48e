package io.nightjar.conformance.interop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * FRR's own way to talk to a daemon, which its client vtysh uses as well: a command that ends with a zero octet on a
 * UNIX socket, and an answer that ends with three zero octets and a result.
 */
final class FrrVty {

    private static final int TRAILER = 4;
    private static final int BUFFER_OCTETS = 16_384;

    private final Path socket;

    FrrVty(Path socket) {
        this.socket = socket;
    }

    /** The answers to some commands, one after the other on one connection; empty if nobody answers. */
    String ask(List<String> commands) {
        StringBuilder answers = new StringBuilder();
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            answer(channel, "enable");
            for (String command : commands) {
                answers.append(answer(channel, command));
            }
            return answers.toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String answer(SocketChannel channel, String command) throws IOException {
        channel.write(ByteBuffer.wrap((command + "\0").getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer part = ByteBuffer.allocate(BUFFER_OCTETS);
        while (!isComplete(answer.toByteArray())) {
            part.clear();
            if (channel.read(part) < 0) {
                throw new IOException("FRR closed the connection");
            }
            answer.write(part.array(), 0, part.position());
        }
        byte[] octets = answer.toByteArray();
        return new String(octets, 0, octets.length - TRAILER, StandardCharsets.UTF_8);
    }

    private static boolean isComplete(byte[] answer) {
        int length = answer.length;
        return length >= TRAILER && answer[length - 2] == 0 && answer[length - 3] == 0 && answer[length - 4] == 0;
    }
}
