package io.nightjar.rib.engine;

import io.nightjar.bgp.codec.UpdateEncoder;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.PeerOutput;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A peer in an update group: in the shared stream while it is writable, else collecting what it has missed. */
final class GroupMember {

    private final PeerId peer;
    private final PeerOutput output;
    private final DirtyPrefixes dirty = new DirtyPrefixes();
    private final Set<AddressFamily> endOfRibDue;
    private final Set<AddressFamily> refreshDue = new TreeSet<>();

    GroupMember(PeerId peer, PeerOutput output, Set<AddressFamily> endOfRibDue) {
        this.peer = peer;
        this.output = output;
        this.endOfRibDue = new TreeSet<>(endOfRibDue);
    }

    PeerId peer() {
        return peer;
    }

    PeerOutput output() {
        return output;
    }

    DirtyPrefixes dirty() {
        return dirty;
    }

    /** Families whose first complete table has not been sent yet. */
    Set<AddressFamily> endOfRibDue() {
        return endOfRibDue;
    }

    /** Families that the member wants to be told of again, as soon as its output takes it; asking twice is asking once. */
    Set<AddressFamily> refreshDue() {
        return refreshDue;
    }

    /** Whether the member has missed nothing and can take more. */
    boolean inStream() {
        return dirty.isEmpty() && output.isWritable();
    }

    /** Whether there is something to be sent as soon as the output takes it. */
    boolean behind() {
        return !dirty.isEmpty() || !endOfRibDue.isEmpty() || !refreshDue.isEmpty();
    }

    /** Sends what is for this member. */
    void send(PackedUpdates updates) {
        List<byte[]> messages = updates.messagesFor(peer);
        if (!messages.isEmpty()) {
            output.send(messages);
        }
    }

    /** RFC 4724 §2: the table has been sent completely. */
    void sendEndOfRib(UpdateEncoder encoder) {
        if (!endOfRibDue.isEmpty()) {
            output.send(endOfRibDue.stream().map(encoder::endOfRib).toList());
            endOfRibDue.clear();
        }
    }
}
