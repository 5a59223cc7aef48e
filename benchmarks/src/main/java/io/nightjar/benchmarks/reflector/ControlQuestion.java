package io.nightjar.benchmarks.reflector;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Asks one question over a control socket, and measures. */
final class ControlQuestion {

    private static final int BUFFER = 1 << 16;

    private ControlQuestion() {}

    /**
     * An answer.
     *
     * @param firstNanos until its first octets came
     * @param nanos until it was complete
     * @param octets how long it was
     */
    record Answer(long firstNanos, long nanos, long octets) {}

    /** By a connection of its own, as a client does; the time begins when it connects. */
    static Answer ask(Path socket, String question) throws IOException {
        long start = System.nanoTime();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            End greeting = new End();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (!greeting.reached) {
                read(channel, buffer, greeting);
            }
            channel.write(ByteBuffer.wrap((question + "\n").getBytes(StandardCharsets.US_ASCII)));
            End end = new End();
            long first = 0;
            while (!end.reached) {
                read(channel, buffer, end);
                first = first == 0 ? System.nanoTime() : first;
            }
            return new Answer(first - start, System.nanoTime() - start, end.octets);
        }
    }

    private static void read(SocketChannel channel, ByteBuffer buffer, End end) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new IOException("the connection ended within an answer");
        }
        end.next(buffer.flip());
    }

    /**
     * Finds the line that ends an answer: four digits and a blank, where others have a minus or begin with a blank. Nothing follows it, so
     * only the end of what has come is looked at.
     */
    private static final class End {

        private static final int CODE = 4;

        /** What has come of the line that has not ended. */
        private String open = "";

        private long octets;
        private boolean reached;

        void next(ByteBuffer come) {
            octets += come.remaining();
            int length = come.limit();
            boolean whole = length > 0 && come.get(length - 1) == '\n';
            int begin = whole ? length - 1 : length;
            while (begin > 0 && come.get(begin - 1) != '\n') {
                begin--;
            }
            byte[] rest = new byte[length - begin];
            come.get(begin, rest);
            String last = new String(rest, StandardCharsets.UTF_8);
            open = begin == 0 ? open + last : last;
            reached = whole && isLast(open);
            open = whole ? "" : open;
        }

        private static boolean isLast(String line) {
            return line.length() > CODE
                    && line.charAt(CODE) == ' '
                    && line.substring(0, CODE).chars().allMatch(Character::isDigit);
        }
    }

    /** By Debian's client, from the start of its process to its end. */
    static Answer client(Path client, Path socket, String question) throws IOException {
        List<String> words = new java.util.ArrayList<>(List.of(client.toString(), "-s", socket.toString()));
        words.addAll(List.of(question.split(" ", -1)));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        long octets = process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        try {
            if (process.waitFor() != 0) {
                throw new IOException(words + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        long nanos = System.nanoTime() - start;
        return new Answer(nanos, nanos, octets);
    }
}
