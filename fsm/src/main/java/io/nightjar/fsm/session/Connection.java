package io.nightjar.fsm.session;

import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.net.IpAddress;
import java.time.Duration;
import java.util.List;

/** A TCP connection that carries BGP messages. Used on the session's loop, except where a method says otherwise. */
public interface Connection {

    /** See {@link #sendMark}. */
    long NOTHING_WAITS = -1;

    IpAddress localAddress();

    IpAddress remoteAddress();

    /** Who hears of what happens from now on; until then, nothing is read. */
    void attach(ConnectionListener listener);

    /** How messages are written and read from now on, beginning with the one after that being handled. */
    void useContext(CodecContext context);

    /** Sends a message. */
    void send(BgpMessage message);

    /** Sends whole encoded messages, which are shared and never modified; from any thread. */
    void send(List<byte[]> messages);

    /** Whether what is sent now would leave soon; from any thread. */
    boolean isWritable();

    /** A number that changes whenever some of what waits has left; {@link #NOTHING_WAITS} while nothing does. */
    long sendMark();

    /**
     * How long the peer may take nothing. What the operating system has taken off us has not reached the peer for that reason, so
     * where it can, it is asked to end the connection somewhat after that time; {@link #sendMark} is quicker when it sees anything.
     */
    void useSendHoldTime(Duration time);

    /** Hands over no further message until reading is resumed. */
    void pauseReading();

    void resumeReading();

    /** Closes once everything that was sent has left, within a bounded time; the listener hears nothing any more. */
    void close();

    /** Closes at once, whatever has not left; the listener hears nothing any more. */
    void abort();
}
