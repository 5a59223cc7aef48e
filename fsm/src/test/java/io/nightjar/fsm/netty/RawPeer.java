package io.nightjar.fsm.netty;

import io.netty.buffer.Unpooled;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A plain socket that speaks as much BGP as the test tells it to. */
final class RawPeer implements AutoCloseable {

    private static final int HEADER_LENGTH = 19;
    private static final int PATIENCE_MILLIS = 20_000;

    private final MessageCodec codec = new MessageCodec();
    private final Socket socket;
    private final DataInputStream input;

    RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        this.socket.setSoTimeout(PATIENCE_MILLIS);
        this.socket.setTcpNoDelay(true);
        this.input = new DataInputStream(socket.getInputStream());
    }

    /** Dials from one address to another. */
    static RawPeer dial(IpAddress from, IpAddress to, int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.bind(new InetSocketAddress(SocketAddresses.of(from, 0).getAddress(), 0));
        socket.connect(SocketAddresses.of(to, port), PATIENCE_MILLIS);
        return new RawPeer(socket);
    }

    static OpenMessage open(long as, String identifier) {
        return new OpenMessage(
                4,
                AsNumber.of(as),
                90,
                BgpIdentifier.parse(identifier),
                Capabilities.of(new FourOctetAsCapability(AsNumber.of(as))));
    }

    byte[] encode(BgpMessage message) {
        return codec.encode(message, NettyConnection.BEFORE_OPEN);
    }

    void send(BgpMessage message) throws IOException {
        send(encode(message));
    }

    void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
    }

    void sendOneByOne(BgpMessage message) throws IOException {
        for (byte octet : encode(message)) {
            socket.getOutputStream().write(octet);
        }
    }

    BgpMessage read() throws IOException {
        byte[] header = input.readNBytes(HEADER_LENGTH);
        if (header.length < HEADER_LENGTH) {
            throw new IOException("only " + header.length + " octets of a header");
        }
        int length = ((header[16] & 0xff) << 8) | (header[17] & 0xff);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(header);
        whole.write(input.readNBytes(length - HEADER_LENGTH));
        try {
            return codec.decode(Unpooled.wrappedBuffer(whole.toByteArray()), NettyConnection.BEFORE_OPEN)
                    .message();
        } catch (BgpProtocolException malformed) {
            throw new AssertionError(malformed);
        }
    }

    /** Reads {@code count} octets and throws them away. */
    void skip(long count) throws IOException {
        input.skipNBytes(count);
    }

    /** Everything until the other side closes. */
    byte[] readToEnd() throws IOException {
        return input.readAllBytes();
    }

    /** Exchanges OPENs and KEEPALIVEs. */
    void establish(long as, String identifier) throws IOException {
        send(open(as, identifier));
        expect(OpenMessage.class);
        send(KeepaliveMessage.INSTANCE);
        expect(KeepaliveMessage.class);
    }

    private void expect(Class<? extends BgpMessage> kind) throws IOException {
        BgpMessage message = read();
        if (!kind.isInstance(message)) {
            throw new AssertionError(message + " instead of " + kind.getSimpleName());
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
