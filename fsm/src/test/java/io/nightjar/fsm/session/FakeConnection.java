package io.nightjar.fsm.session;

import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.fsm.TcpFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connection whose other end is the test. */
public final class FakeConnection implements Connection {

    private final IpAddress local;
    private final IpAddress remote;
    private final List<BgpMessage> sent = new ArrayList<>();
    private final List<byte[]> sentEncoded = new ArrayList<>();
    private @Nullable ConnectionListener listener;
    private @Nullable CodecContext context;
    private boolean writable = true;
    private boolean paused;
    private boolean closed;
    private boolean aborted;
    private long sendMark = NOTHING_WAITS;
    private Duration sendHoldTime = Duration.ZERO;

    public FakeConnection(IpAddress local, IpAddress remote) {
        this.local = local;
        this.remote = remote;
    }

    @Override
    public IpAddress localAddress() {
        return local;
    }

    @Override
    public IpAddress remoteAddress() {
        return remote;
    }

    @Override
    public void attach(ConnectionListener attached) {
        listener = attached;
    }

    @Override
    public void useContext(CodecContext next) {
        context = next;
    }

    @Override
    public void send(BgpMessage message) {
        if (closed) {
            throw new IllegalStateException("sent on a closed connection: " + message);
        }
        sent.add(message);
    }

    @Override
    public void send(List<byte[]> messages) {
        sentEncoded.addAll(messages);
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public void useSendHoldTime(Duration time) {
        sendHoldTime = time;
    }

    /** How long the other end may take nothing; zero if nothing was said about that. */
    public Duration sendHoldTime() {
        return sendHoldTime;
    }

    @Override
    public void pauseReading() {
        paused = true;
    }

    @Override
    public void resumeReading() {
        paused = false;
    }

    @Override
    public long sendMark() {
        return sendMark;
    }

    /** What the driver sees of the progress of what waits. */
    public void sendMark(long mark) {
        sendMark = mark;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void abort() {
        closed = true;
        aborted = true;
    }

    public boolean isAborted() {
        return aborted;
    }

    /** The peer sends a message. */
    public void receive(BgpMessage message) {
        attached().messageReceived(message, List.of());
    }

    /** The peer sends something for which it deserves {@code notification}. */
    public void violate(NotificationMessage notification) {
        attached().protocolViolated(new BgpProtocolException(notification, "test"));
    }

    /** The connection breaks. */
    public void lose(String reason) {
        attached().connectionLost(TcpFailure.of(reason));
    }

    /** Our own code fails in the transport. */
    public void fail(RuntimeException fault) {
        attached().internalFault(fault);
    }

    public void writable(boolean now) {
        writable = now;
        if (now) {
            attached().writable();
        }
    }

    public List<BgpMessage> sent() {
        return List.copyOf(sent);
    }

    /** The last message that was sent with {@link #send(BgpMessage)}. */
    public BgpMessage lastSent() {
        return sent.get(sent.size() - 1);
    }

    public List<byte[]> sentEncoded() {
        return List.copyOf(sentEncoded);
    }

    public @Nullable CodecContext context() {
        return context;
    }

    public boolean isPaused() {
        return paused;
    }

    public boolean isClosed() {
        return closed;
    }

    private ConnectionListener attached() {
        return Objects.requireNonNull(listener, "nobody listens");
    }
}
