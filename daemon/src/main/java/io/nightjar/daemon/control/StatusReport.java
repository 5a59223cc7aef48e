package io.nightjar.daemon.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a running daemon is. The JSON has the same names.
 *
 * @param version of the program
 * @param routerId our BGP identifier; null until a configuration is in force
 * @param asNumber our autonomous system; null until a configuration is in force
 * @param uptimeSeconds since the process started its work
 * @param source where the configuration comes from
 * @param kernel the routing table's state
 * @param peers all configured and connected peers, by name
 * @param notes what is set aside, and why
 */
public record StatusReport(
        String version,
        @Nullable String routerId,
        @Nullable Long asNumber,
        long uptimeSeconds,
        Source source,
        Kernel kernel,
        List<Peer> peers,
        List<Note> notes) {

    public StatusReport {
        peers = List.copyOf(peers);
        notes = List.copyOf(notes);
    }

    /** The same for those who ask for the peers elsewhere. */
    StatusReport withoutPeers() {
        return new StatusReport(version, routerId, asNumber, uptimeSeconds, source, kernel, List.of(), notes);
    }

    /**
     * Where the configuration comes from.
     *
     * @param kind {@code file} or {@code datastore}
     * @param location a path, or endpoints
     * @param state one word
     */
    public record Source(String kind, String location, String state) {}

    /**
     * The kernel's routing table.
     *
     * @param enabled whether it is written at all
     * @param desired how many routes should be there
     * @param installed how many of them are
     * @param adopted how many routes of a predecessor are kept because nobody who knows has said what becomes of them
     * @param waitingFor the peers, and ranges of peers, that may still say so
     * @param conflicts who is in the way of the others
     */
    public record Kernel(
            boolean enabled, int desired, int installed, int adopted, List<String> waitingFor, List<String> conflicts) {

        public Kernel {
            waitingFor = List.copyOf(waitingFor);
            conflicts = List.copyOf(conflicts);
        }

        /** The same, with who is waited for. */
        public Kernel waitingFor(List<String> peers) {
            return new Kernel(enabled, desired, installed, adopted, peers, conflicts);
        }
    }

    /**
     * A peer.
     *
     * @param name as configured
     * @param address where it is
     * @param asNumber its autonomous system
     * @param state a state of RFC 4271 §8.2.2
     * @param secondsInState since the state was entered
     * @param received routes in its Adj-RIB-In
     * @param accepted those of them that the import policy took
     * @param advertised routes in its Adj-RIB-Out
     * @param lastError why there is no session: what ended the last attempt or session; null when established, or if none ended
     * @param lastDown what ended the last session, whatever has been tried since; null if none ended
     * @param leaving whether it is not configured any more, and only stays until others have taken over
     * @param session what was offered and agreed on
     */
    public record Peer(
            String name,
            String address,
            long asNumber,
            String state,
            long secondsInState,
            int received,
            int accepted,
            int advertised,
            @Nullable String lastError,
            @Nullable String lastDown,
            boolean leaving,
            SessionReport session) {}

    /**
     * Something that is set aside.
     *
     * @param key of the object
     * @param reason for people
     */
    public record Note(String key, String reason) {}
}
