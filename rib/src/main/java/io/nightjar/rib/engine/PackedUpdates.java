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

    private record Packet(List<byte[]> messages, @Nullable PeerId except) {}

    void add(List<byte[]> messages, @Nullable PeerId except) {
        packets.add(new Packet(messages, except));
        all.addAll(messages);
        if (except != null) {
            excepted.add(except);
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
}
