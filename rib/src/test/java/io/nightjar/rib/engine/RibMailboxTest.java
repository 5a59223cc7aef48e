package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.PeerOutput;
import io.nightjar.rib.engine.RibCommand.UpdateReceived;
import io.nightjar.rib.testing.TestPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RibMailboxTest {

    private static final int PEERS = 40;

    /** Remembers who is to go on reading. */
    private static final class Reader implements PeerOutput {

        private final PeerId peer;
        private final List<PeerId> resumed;
        private boolean paused;

        Reader(PeerId peer, List<PeerId> resumed) {
            this.peer = peer;
            this.resumed = resumed;
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void send(List<byte[]> messages) {}

        @Override
        public void pauseReading() {
            paused = true;
        }

        @Override
        public void resumeReading() {
            assertThat(paused).isTrue();
            resumed.add(peer);
        }

        @Override
        public void end(NotificationMessage notification, @Nullable Duration startAgainAfter) {}
    }

    private static List<PeerId> resumedByAFullMailbox() {
        List<PeerId> resumed = new ArrayList<>();
        RibMailbox mailbox = new RibMailbox(2, () -> 0);
        for (int number = 1; number <= PEERS; number++) {
            PeerId peer = TestPeer.internal(number).id();
            mailbox.register(peer, new Reader(peer, resumed));
            mailbox.offer(peer, new UpdateReceived(peer, UpdateMessage.endOfRib(AddressFamily.IPV4_UNICAST)));
        }
        assertThat(resumed).isEmpty();
        while (mailbox.poll() != null) {
            mailbox.resumeIfDrained();
        }
        return resumed;
    }

    /** What the simulator tells of a seed depends on it. */
    @Test
    void thoseWhoHaveWaitedForRoomGoOnInTheSameOrderEachTime() {
        List<PeerId> once = resumedByAFullMailbox();

        // The first one had room.
        assertThat(once).hasSize(PEERS - 1).doesNotHaveDuplicates();
        assertThat(resumedByAFullMailbox()).isEqualTo(once);
    }
}
