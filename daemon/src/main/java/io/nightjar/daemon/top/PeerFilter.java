package io.nightjar.daemon.top;

import io.nightjar.daemon.control.PeersReport.Entry;
import java.util.List;
import java.util.Locale;

/** Which peers are listed. */
public enum PeerFilter {
    ALL,
    /** Without a session that is wanted. */
    UNWELL,
    /** A state of RFC 4271 §8.2.2. */
    IDLE,
    CONNECT,
    ACTIVE,
    OPENSENT,
    OPENCONFIRM,
    ESTABLISHED;

    boolean takes(Entry peer) {
        return switch (this) {
            case ALL -> true;
            case UNWELL -> PeerOrder.isUnwell(peer);
            case IDLE, CONNECT, ACTIVE, OPENSENT, OPENCONFIRM, ESTABLISHED ->
                peer.state().equalsIgnoreCase(name());
        };
    }

    PeerFilter next() {
        List<PeerFilter> all = List.of(values());
        return all.get((all.indexOf(this) + 1) % all.size());
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
