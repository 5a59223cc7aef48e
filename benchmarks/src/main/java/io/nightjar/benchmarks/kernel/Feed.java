package io.nightjar.benchmarks.kernel;

import io.nightjar.benchmarks.SampleRoutes;
import io.nightjar.benchmarks.harness.InNamespace;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.capability.MultiprotocolCapability;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.codec.UpdateEncoder;
import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.message.MessageType;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The peer that announces and withdraws everything, as fast as the other side takes it. All messages are encoded beforehand. A
 * thread answers each KEEPALIVE with one, so that no timer is needed.
 */
final class Feed implements AutoCloseable {

    private static final MessageCodec CODEC = new MessageCodec();
    private static final int HEADER_LENGTH = 19;
    private static final int HOLD_TIME = 240;
    private static final int CONNECT_MILLIS = 1000;
    private static final int BGP_PORT = 179;
    private static final int ATTEMPTS = 200;
    private static final int SESSION_ATTEMPTS = 5;
    private static final int PAUSE_MILLIS = 100;
    private static final int PATIENCE_SECONDS = 20;
    private static final int INITIAL_MESSAGES = 2;

    private final Socket socket;
    private final byte[] announcements;
    private final byte[] withdrawals;
    private final CountDownLatch heard = new CountDownLatch(INITIAL_MESSAGES);
    private volatile @Nullable IOException failure;

    private Feed(Socket socket, int count) {
        this.socket = socket;
        List<Nlri> routes = Blocks.prefixes(count).stream().map(Nlri::of).toList();
        UpdateEncoder encoder = new UpdateEncoder(SampleRoutes.CONTEXT);
        announcements = joined(
                encoder.announce(AddressFamily.IPV4_UNICAST, SampleRoutes.attributes(Ground.FEED_ADDRESS), routes));
        withdrawals = joined(encoder.withdraw(AddressFamily.IPV4_UNICAST, routes));
    }

    private static byte[] joined(Collection<byte[]> messages) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        messages.forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** Dials the target until a session is up. A daemon that has just begun may refuse the first one: FRR does before it knows its interfaces. */
    static Feed establish(Ground ground, int count) throws IOException {
        IOException last = new IOException("never tried");
        for (int attempt = 0; attempt < SESSION_ATTEMPTS; attempt++) {
            Socket socket = InNamespace.call(ground.namespace(Ground.FEED), Feed::dial);
            Feed feed = new Feed(socket, count);
            try {
                feed.begin();
                return feed;
            } catch (IOException refused) {
                feed.close();
                last = refused;
            }
        }
        throw last;
    }

    private void begin() throws IOException {
        send(open());
        Thread reader = new Thread(this::listen, "feed");
        reader.setDaemon(true);
        reader.start();
        awaitSession();
    }

    private static Socket dial() throws IOException, InterruptedException {
        IOException last = new IOException("never tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.bind(new InetSocketAddress(Ground.FEED_ADDRESS, 0));
                socket.connect(new InetSocketAddress(Ground.TARGET_ADDRESS, BGP_PORT), CONNECT_MILLIS);
                return socket;
            } catch (IOException refused) {
                socket.close();
                last = refused;
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        throw new IOException("nobody listens at " + Ground.TARGET_ADDRESS, last);
    }

    private static byte[] open() {
        OpenMessage open = new OpenMessage(
                OpenMessage.VERSION_4,
                new AsNumber(Ground.AS),
                HOLD_TIME,
                BgpIdentifier.parse(Ground.FEED_ADDRESS),
                Capabilities.of(
                        new MultiprotocolCapability(AddressFamily.IPV4_UNICAST),
                        new FourOctetAsCapability(new AsNumber(Ground.AS))));
        return CODEC.encode(open, SampleRoutes.CONTEXT);
    }

    private void listen() {
        try (DataInputStream input = new DataInputStream(socket.getInputStream())) {
            byte[] header = new byte[HEADER_LENGTH];
            while (true) {
                input.readFully(header);
                int length = ((header[16] & 0xff) << 8) | (header[17] & 0xff);
                byte[] body = input.readNBytes(length - HEADER_LENGTH);
                heard(header[18], body);
            }
        } catch (IOException ended) {
            failure = ended;
            while (heard.getCount() > 0) {
                heard.countDown();
            }
        }
    }

    /** An OPEN and the first KEEPALIVE make a session; both are answered with a KEEPALIVE. */
    private void heard(int type, byte[] body) throws IOException {
        if (type == MessageType.NOTIFICATION.code()) {
            throw new IOException("NOTIFICATION " + body[0] + "/" + body[1]);
        }
        if (type == MessageType.OPEN.code() || type == MessageType.KEEPALIVE.code()) {
            send(CODEC.encode(KeepaliveMessage.INSTANCE, SampleRoutes.CONTEXT));
            heard.countDown();
        }
    }

    private void awaitSession() throws IOException {
        try {
            if (!heard.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("no session within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
        if (failure != null) {
            throw new IOException("no session: " + failure.getMessage(), failure);
        }
    }

    void announce() throws IOException {
        send(announcements);
    }

    void withdraw() throws IOException {
        send(withdrawals);
    }

    private void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
