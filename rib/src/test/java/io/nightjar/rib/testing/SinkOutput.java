package io.nightjar.rib.testing;

import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.rib.PeerOutput;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps nothing of what it is sent, so that what is allocated is the table's; it takes everything unless it is told not to. */
public final class SinkOutput implements PeerOutput {

    private boolean writable = true;

    /** Whether it takes more from now on. */
    public void setWritable(boolean now) {
        writable = now;
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public void send(List<byte[]> messages) {}

    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}

    @Override
    public void end(NotificationMessage notification, @Nullable Duration startAgainAfter) {
        throw new AssertionError("ended: " + notification);
    }
}
