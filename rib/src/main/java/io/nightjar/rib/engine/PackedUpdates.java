package io.nightjar.rib.engine;

import io.nightjar.bgp.codec.MessageBlock;
import io.nightjar.bgp.peer.PeerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encoded messages, packet by packet: each packet is for everybody but the peer that its routes came from. Most peers are the source
 * of nothing and share one block. Used by one thread.
 */
final class PackedUpdates {

    private final List<Packet> packets = new ArrayList<>();

    /** What is not for a peer. */
    private final Map<PeerId, Excepted> excepted = new HashMap<>();

    private int announced;
    private int withdrawn;
    private @Nullable MessageBlock all;

    /** Some messages. */
    private record Packet(List<byte[]> messages, @Nullable PeerId except) {}

    /** How many routes a peer does not hear of, as they are its own. */
    private record Excepted(int announced, int withdrawn) {

        static final Excepted NOTHING = new Excepted(0, 0);

        Excepted plus(Excepted other) {
            return new Excepted(announced + other.announced, withdrawn + other.withdrawn);
        }
    }

    /** So many routes are announced. */
    void announce(List<byte[]> messages, int routes, @Nullable PeerId except) {
        announced += routes;
        add(new Packet(messages, except), new Excepted(routes, 0));
    }

    /** So many routes are withdrawn. */
    void withdraw(List<byte[]> messages, int routes, @Nullable PeerId except) {
        withdrawn += routes;
        add(new Packet(messages, except), new Excepted(0, routes));
    }

    private void add(Packet packet, Excepted routes) {
        all = null;
        packets.add(packet);
        if (packet.except != null) {
            excepted.merge(packet.except, routes, Excepted::plus);
        }
    }

    /** What {@code peer} is to be sent; most peers are the source of nothing and share one block. */
    MessageBlock messagesFor(PeerId peer) {
        if (excepted.containsKey(peer)) {
            return block(peer);
        }
        if (all == null) {
            all = block(null);
        }
        return all;
    }

    private MessageBlock block(@Nullable PeerId except) {
        List<byte[]> messages = new ArrayList<>(packets.size());
        for (Packet packet : packets) {
            if (except == null || !except.equals(packet.except)) {
                messages.addAll(packet.messages);
            }
        }
        return MessageBlock.of(messages);
    }

    /** How many routes these announce to {@code peer}. */
    int announcedTo(PeerId peer) {
        return announced - excepted.getOrDefault(peer, Excepted.NOTHING).announced;
    }

    /** How many routes these withdraw from {@code peer}. */
    int withdrawnFrom(PeerId peer) {
        return withdrawn - excepted.getOrDefault(peer, Excepted.NOTHING).withdrawn;
    }
}
