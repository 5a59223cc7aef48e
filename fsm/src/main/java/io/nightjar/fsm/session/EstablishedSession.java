package io.nightjar.fsm.session;

import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.peer.NegotiatedSession;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session in Established, as its user sees it. Usable from any thread; once it has ended, all of it does nothing. */
public interface EstablishedSession {

    /** What the two OPENs agreed on. */
    NegotiatedSession negotiated();

    /** Sends whole encoded messages, which are shared and never modified. */
    void send(List<byte[]> messages);

    /** Whether what is sent now would leave soon. After false, {@link SessionListener#writable} is called in time. */
    boolean isWritable();

    /** Hands over no further message until reading is resumed. The HoldTimer does not run meanwhile. */
    void pauseReading();

    void resumeReading();

    /**
     * Ends the session with a NOTIFICATION; where NOTIFICATIONs keep routes, a Cease that means it is sent as a Hard Reset.
     *
     * @param startAgainAfter when to begin anew, and until when the peer's connections are refused; null for not before an
     *     operator says so
     */
    void end(NotificationMessage notification, @Nullable Duration startAgainAfter);
}
