package io.nightjar.daemon.control;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The peers, in short. The JSON has the same names.
 *
 * @param total how many peers there are
 * @param matching how many of them were asked for
 * @param states how many of all peers are in each state of RFC 4271 §8.2.2
 * @param peers those of them that are on this page
 * @param next where the rest begins: to be given as {@code offset}; null if this is all
 */
public record PeersReport(
        int total,
        int matching,
        Map<String, Integer> states,
        List<Entry> peers,
        @Nullable Integer next) {

    public PeersReport {
        states = Collections.unmodifiableSortedMap(new TreeMap<>(states));
        peers = List.copyOf(peers);
    }

    /**
     * A peer; {@link StatusReport.Peer} has the words.
     *
     * @param enabled whether a session is wanted
     * @param behind destinations that the peer has still to be told about
     * @param counters since the peer was configured
     */
    public record Entry(
            String name,
            String address,
            long asNumber,
            String type,
            String state,
            boolean enabled,
            long secondsInState,
            int received,
            int accepted,
            int advertised,
            int behind,
            @Nullable String lastError,
            @Nullable String lastDown,
            boolean leaving,
            SessionReport.Counters counters) {

        /** Of what is known in detail. */
        public static Entry of(StatusReport.Peer peer) {
            SessionReport.Setup setup = peer.session().setup();
            return new Entry(
                    peer.name(),
                    peer.address(),
                    peer.asNumber(),
                    setup.type(),
                    peer.state(),
                    setup.enabled(),
                    peer.secondsInState(),
                    peer.received(),
                    peer.accepted(),
                    peer.advertised(),
                    peer.session().routes().behind(),
                    peer.lastError(),
                    peer.lastDown(),
                    peer.leaving(),
                    peer.session().counters());
        }
    }
}
