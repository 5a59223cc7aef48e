package io.nightjar.daemon.top;

import io.nightjar.daemon.control.PeersReport.Entry;
import io.nightjar.daemon.control.SessionReport.Counters;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** In which order peers are listed; by name where the order does not say. */
public enum PeerOrder {
    /** Those that should have a session and have none first, of them the latest; then the others. */
    UNWELL,
    NAME,
    /** The latest change of state first. */
    SINCE,
    /** Who has announced most first. */
    RECEIVED,
    /** Who has still to be told most first. */
    BEHIND,
    /** Who sends and hears most UPDATEs now first. */
    UPDATES;

    static final String ESTABLISHED = "Established";

    Comparator<Entry> comparator(Rates rates) {
        Comparator<Entry> first = switch (this) {
            case UNWELL ->
                Comparator.<Entry>comparingInt(peer -> isUnwell(peer) ? 0 : 1)
                        .thenComparing(peer -> isUnwell(peer) ? peer.secondsInState() : 0);
            case NAME -> Comparator.comparing(Entry::name);
            case SINCE -> Comparator.comparingLong(Entry::secondsInState);
            case RECEIVED -> Comparator.comparingInt(Entry::received).reversed();
            case BEHIND -> Comparator.comparingInt(Entry::behind).reversed();
            case UPDATES ->
                Comparator.<Entry>comparingDouble(peer ->
                                rates.grown(peer, Counters::updatesReceived) + rates.grown(peer, Counters::updatesSent))
                        .reversed();
        };
        return first.thenComparing(Entry::name);
    }

    /** Whether a session is wanted, and there is none. */
    static boolean isUnwell(Entry peer) {
        return peer.enabled() && !peer.leaving() && !peer.state().equals(ESTABLISHED);
    }

    PeerOrder next() {
        List<PeerOrder> all = List.of(values());
        return all.get((all.indexOf(this) + 1) % all.size());
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
