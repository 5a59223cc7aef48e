package io.nightjar.fsm.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.nightjar.bgp.error.CeaseSubcode;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.ShutdownCommunication;
import io.nightjar.bgp.peer.PeerId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which event loop a peer lives on: each in turn. A peer that takes the place of one that has still to stop comes to the same loop,
 * behind it: whoever knows sessions by their peers hears of the former one's end before the next one begins. Any thread.
 */
final class PeerLoops {

    private final EventLoopGroup loops;

    private final Map<EventLoop, StartQueue> starts = new ConcurrentHashMap<>();

    private final Map<PeerId, BoundPeer> leaving = new ConcurrentHashMap<>();

    PeerLoops(EventLoopGroup loops) {
        this.loops = loops;
    }

    /** Where a new peer is to live; to be asked when its predecessor is not known any more. */
    EventLoop loopFor(PeerId id) {
        BoundPeer former = leaving.get(id);
        return former == null ? loops.next() : former.loop();
    }

    /** Has a new peer start, soon. */
    void start(BoundPeer peer) {
        peer.startWith(starts.computeIfAbsent(peer.loop(), StartQueue::new));
    }

    /** Has a peer stop for good, soon; to be called as long as it is known. */
    void leave(BoundPeer peer) {
        NotificationMessage cease = ShutdownCommunication.cease(CeaseSubcode.PEER_DE_CONFIGURED, "");
        PeerId id = peer.id();
        leaving.put(id, peer);
        peer.tell(driver -> {
            driver.stop(cease);
            leaving.remove(id, peer);
        });
    }
}
