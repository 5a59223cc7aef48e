package io.nightjar.rib;

import io.nightjar.bgp.message.NotificationMessage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way to an established peer. All methods may be called from any thread and return at once. */
public interface PeerOutput {

    /** Whether more can be sent without anything piling up. When that becomes true again, the table has to be told. */
    boolean isWritable();

    /**
     * Sends messages in this order.
     *
     * @param messages whole encoded messages, shared with other peers and never modified
     */
    void send(List<byte[]> messages);

    /** Stops reading from the peer: the table has enough to do. */
    void pauseReading();

    /** Ends what {@link #pauseReading} began. */
    void resumeReading();

    /**
     * Ends the session with a NOTIFICATION; the table is told like of any other end.
     *
     * @param startAgainAfter when to begin anew; null for not before an operator says so
     */
    void end(NotificationMessage notification, @Nullable Duration startAgainAfter);
}
