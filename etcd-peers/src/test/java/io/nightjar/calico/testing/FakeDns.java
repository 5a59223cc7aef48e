package io.nightjar.calico.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name server that knows where services are, and nothing else (RFC 1035 §4, RFC 2782). */
public final class FakeDns implements AutoCloseable {

    private static final int HEADER = 12;

    private static final int ANSWER = 0x8180;

    private static final int NO_SUCH_NAME = 3;

    private static final int SERVER_FAILURE = 2;

    private static final int SRV = 33;

    private static final int INTERNET = 1;

    private static final int NAME_OF_THE_QUESTION = 0xc000 | HEADER;

    private final Map<String, List<byte[]>> records = new ConcurrentHashMap<>();

    private final DatagramSocket socket;

    private volatile boolean broken;

    /** Serves from now on. */
    public FakeDns() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "fake-dns");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it is, in the words of the platform's resolver. */
    public String servers() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    /** One more place where a service is. */
    public FakeDns service(String name, int priority, int port, String host) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(data)) {
            out.writeShort(priority);
            out.writeShort(0);
            out.writeShort(port);
            for (String label : host.split("\\.", -1)) {
                out.writeByte(label.length());
                out.write(label.getBytes(StandardCharsets.US_ASCII));
            }
            if (!host.isEmpty()) {
                out.writeByte(0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        records.computeIfAbsent(name, unseen -> new ArrayList<>()).add(data.toByteArray());
        return this;
    }

    /** From now on it answers every question with a failure. */
    public void breakDown() {
        broken = true;
    }

    private void serve() {
        byte[] buffer = new byte[512];
        try {
            while (!socket.isClosed()) {
                DatagramPacket question = new DatagramPacket(buffer, buffer.length);
                socket.receive(question);
                byte[] answer = answer(ByteBuffer.wrap(buffer, 0, question.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private byte[] answer(ByteBuffer question) throws IOException {
        short id = question.getShort(0);
        question.position(HEADER);
        List<String> labels = new ArrayList<>();
        for (int length = question.get(); length > 0; length = question.get()) {
            byte[] label = new byte[length];
            question.get(label);
            labels.add(new String(label, StandardCharsets.US_ASCII));
        }
        List<byte[]> found = records.getOrDefault(String.join(".", labels), List.of());
        byte[] asked = new byte[question.position() + 4 - HEADER];
        question.position(HEADER).get(asked);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(answer);
        out.writeShort(id);
        out.writeShort(ANSWER | (broken ? SERVER_FAILURE : found.isEmpty() ? NO_SUCH_NAME : 0));
        out.writeShort(1);
        out.writeShort(broken ? 0 : found.size());
        out.writeInt(0);
        out.write(asked);
        if (!broken) {
            for (byte[] data : found) {
                out.writeShort(NAME_OF_THE_QUESTION);
                out.writeShort(SRV);
                out.writeShort(INTERNET);
                out.writeInt(60);
                out.writeShort(data.length);
                out.write(data);
            }
        }
        return answer.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
