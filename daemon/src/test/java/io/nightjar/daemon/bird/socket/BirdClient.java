package io.nightjar.daemon.bird.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A client of BIRD's socket that sees every octet. Reads block: tests have a time limit. */
public final class BirdClient implements AutoCloseable {

    private static final Pattern LAST_LINE = Pattern.compile("\\d{4} .*\n");

    private final SocketChannel channel;

    private final ByteBuffer input = ByteBuffer.allocate(65536).limit(0);

    private BirdClient(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connects, and leaves the greeting where it is. */
    public static BirdClient connect(Path path) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(path));
        return new BirdClient(channel);
    }

    /** Sends these octets. */
    public void send(String text) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
    }

    /** Will send nothing any more. */
    public void finish() throws IOException {
        channel.shutdownOutput();
    }

    /** Reads one line, with its end; less if the connection ends. */
    public String line() throws IOException {
        StringBuilder text = new StringBuilder();
        while (input.hasRemaining() || fill()) {
            byte octet = input.get();
            text.append((char) (octet & 0xff));
            if (octet == '\n') {
                break;
            }
        }
        return text.toString();
    }

    private boolean fill() throws IOException {
        input.clear();
        boolean open = channel.read(input) > 0;
        input.flip();
        return open;
    }

    /** Reads up to the last line of a reply, which is a part of it; less if the connection ends. */
    public String reply() throws IOException {
        StringBuilder text = new StringBuilder();
        String line;
        do {
            line = line();
            text.append(line);
        } while (!line.isEmpty() && !LAST_LINE.matcher(line).matches());
        return text.toString();
    }

    /** Asks one thing. */
    public String ask(String command) throws IOException {
        send(command + "\n");
        return reply();
    }

    /** The channel itself. */
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
