package io.nightjar.daemon.speaker;

import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.fsm.session.EstablishedSession;
import io.nightjar.rib.PeerOutput;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An established session as the table sees it.
 *
 * @param session does nothing any more once it has ended
 */
record SessionOutput(EstablishedSession session) implements PeerOutput {

    @Override
    public boolean isWritable() {
        return session.isWritable();
    }

    @Override
    public void send(List<byte[]> messages) {
        session.send(messages);
    }

    @Override
    public void pauseReading() {
        session.pauseReading();
    }

    @Override
    public void resumeReading() {
        session.resumeReading();
    }

    @Override
    public void end(NotificationMessage notification, @Nullable Duration startAgainAfter) {
        session.end(notification, startAgainAfter);
    }
}
