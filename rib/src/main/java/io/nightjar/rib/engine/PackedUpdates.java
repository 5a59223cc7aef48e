package io.nightjar.rib.engine;

import io.nightjar.bgp.peer.PeerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Encoded messages, packet by packet: each packet is for everybody but the peer that its routes came from. */
final class PackedUpdates {

    private final List<Packet> packets = new ArrayList<>();
    private final List<byte[]> all = new ArrayList<>();
    private final Set<PeerId> excepted = new HashSet<>();
    private int announced;
    private int withdrawn;

    /** Some messages, and how many routes they announce and withdraw. */
    private record Packet(
            List<byte[]> messages,
            int announced,
            int withdrawn,
            @Nullable PeerId except) {}

    /** So many routes are announced. */
    void announce(List<byte[]> messages, int routes, @Nullable PeerId except) {
        announced += routes;
        add(new Packet(messages, routes, 0, except));
    }

    /** So many routes are withdrawn. */
    void withdraw(List<byte[]> messages, int routes, @Nullable PeerId except) {
        withdrawn += routes;
        add(new Packet(messages, 0, routes, except));
    }

    private void add(Packet packet) {
        packets.add(packet);
        all.addAll(packet.messages);
        if (packet.except != null) {
            excepted.add(packet.except);
        }
    }

    /** What {@code peer} is to be sent; most peers are the source of nothing and share one list. */
    List<byte[]> messagesFor(PeerId peer) {
        if (!excepted.contains(peer)) {
            return all;
        }
        List<byte[]> messages = new ArrayList<>(all.size());
        for (Packet packet : packets) {
            if (!peer.equals(packet.except)) {
                messages.addAll(packet.messages);
            }
        }
        return messages;
    }

    /** How many routes these announce to {@code peer}. */
    int announcedTo(PeerId peer) {
        return excepted.contains(peer)
                ? announced - of(peer).stream().mapToInt(Packet::announced).sum()
                : announced;
    }

    /** How many routes these withdraw from {@code peer}. */
    int withdrawnFrom(PeerId peer) {
        return excepted.contains(peer)
                ? withdrawn - of(peer).stream().mapToInt(Packet::withdrawn).sum()
                : withdrawn;
    }

    private List<Packet> of(PeerId peer) {
        return packets.stream().filter(packet -> peer.equals(packet.except)).toList();
    }
}
