package io.nightjar.rib.engine;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.PeerOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A peer in an update group: in the shared stream while it is writable, else collecting what it has missed. What is marked is
 * sent round after round; so a table has been sent when what was marked then has been, however much changes meanwhile.
 */
final class GroupMember {

    private final PeerId peer;
    private final PeerOutput output;
    private final boolean refreshMarkers;
    private final boolean keepsOurRoutes;
    private final DirtyPrefixes dirty;
    private final Set<AddressFamily> endOfRibDue;
    private final Set<AddressFamily> refreshDue = new TreeSet<>();
    private final Map<AddressFamily, Long> refreshing = new TreeMap<>();
    private boolean initialTableMarked;
    private long initialTableEnd;
    private long told;
    private long takenBack;

    /** A peer that has been told nothing; {@code names} are shared by all members. */
    GroupMember(NegotiatedSession session, PeerOutput output, RouteNames names) {
        this.peer = session.peer();
        this.output = output;
        this.dirty = new DirtyPrefixes(names);
        this.refreshMarkers = session.features().enhancedRouteRefresh();
        this.keepsOurRoutes = session.features().gracefulRestart() != null
                && session.config().features().gracefulRestart().mode() == GracefulRestartSettings.Mode.ON;
        this.endOfRibDue = new TreeSet<>(session.codec().families());
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

    /** The member is to be told a different table: what is different belongs to the first one, if that has not ended. */
    void tableReplaced() {
        initialTableMarked = false;
    }

    /** All that the member has to be told until now has been sent or marked. */
    void marked(boolean restarting) {
        if (!initialTableMarked && mayEnd(restarting)) {
            initialTableMarked = true;
            initialTableEnd = dirty.end();
        }
    }

    /** The member wants to be told of a family again, as soon as its output takes it; asking twice is asking once. */
    void refresh(AddressFamily family) {
        refreshDue.add(family);
    }

    /** Whether the member has missed nothing and can take more. */
    boolean inStream() {
        return dirty.isEmpty() && output.isWritable();
    }

    /** Whether there is something to be sent as soon as the output takes it; what waits for the end of our own restart is not. */
    boolean behind(boolean restarting) {
        return !dirty.isEmpty() || !refreshDue.isEmpty() || (!endOfRibDue.isEmpty() && mayEnd(restarting));
    }

    /** RFC 4724 §4.1: while we are restarting, no first table is complete for who keeps what we announced before. */
    private boolean mayEnd(boolean restarting) {
        return !(restarting && keepsOurRoutes);
    }

    /** Whether something can be sent now. */
    boolean canGoOn() {
        return output.isWritable() && (!dirty.isEmpty() || refreshDue.stream().anyMatch(this::mayBeginRefresh));
    }

    /** RFC 7313 §4: not before the End-of-RIB of the first table; and one after the other, so that each has its end. */
    private boolean mayBeginRefresh(AddressFamily family) {
        return !refreshMarkers || (!endOfRibDue.contains(family) && !refreshing.containsKey(family));
    }

    /** Says that refreshes begin, and of which families: all of these has to be marked. */
    Set<AddressFamily> beginRefreshes(MarkerEncoder markers) {
        if (refreshDue.isEmpty()) {
            return Set.of();
        }
        Set<AddressFamily> families = new TreeSet<>();
        if (output.isWritable()) {
            refreshDue.stream().filter(this::mayBeginRefresh).forEach(families::add);
            refreshDue.removeAll(families);
        }
        if (refreshMarkers && !families.isEmpty()) {
            output.send(families.stream().map(markers::refreshBegins).toList());
        }
        return families;
    }

    /** All of these families has been marked. */
    void refreshesMarked(Set<AddressFamily> families) {
        if (refreshMarkers) {
            families.forEach(family -> refreshing.put(family, dirty.end()));
        }
    }

    /** Sends what is for this member. */
    void send(PackedUpdates updates) {
        List<byte[]> messages = updates.messagesFor(peer);
        if (!messages.isEmpty()) {
            told += updates.announcedTo(peer);
            takenBack += updates.withdrawnFrom(peer);
            output.send(messages);
        }
    }

    /** How many routes it was told. */
    long told() {
        return told;
    }

    /** How many routes it was told are no more. */
    long takenBack() {
        return takenBack;
    }

    /** Says which tables have been sent completely. */
    void sendEnds(MarkerEncoder markers) {
        List<byte[]> ends = new ArrayList<>();
        if (initialTableMarked && dirty.hasReached(initialTableEnd)) {
            // RFC 4724 §2
            endOfRibDue.forEach(family -> ends.add(markers.endOfRib(family)));
            endOfRibDue.clear();
        }
        refreshing.entrySet().removeIf(refresh -> {
            boolean complete = dirty.hasReached(refresh.getValue());
            if (complete) {
                // RFC 7313 §4
                ends.add(markers.refreshEnds(refresh.getKey()));
            }
            return complete;
        });
        if (!ends.isEmpty()) {
            output.send(ends);
        }
    }
}
