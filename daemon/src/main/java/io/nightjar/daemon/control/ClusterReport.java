package io.nightjar.daemon.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the cluster, and which of them are reached, as this speaker sees it. The JSON has the same names.
 *
 * <p>Of sessions between others only the intention is known: they are in {@link Member#planned}.
 *
 * @param self the name of this speaker's node; empty without a datastore
 * @param mesh whether the datastore wants each node to have a session with each other
 * @param members nodes, standalone reflectors and other peers, by name
 */
public record ClusterReport(String self, boolean mesh, List<Member> members) {

    public ClusterReport {
        members = List.copyOf(members);
    }

    /**
     * Somebody who speaks BGP.
     *
     * @param name of the node, or of the peer if it is no node
     * @param kind {@code node} of the cluster or other {@code peer}
     * @param addresses where it is
     * @param asNumber its autonomous system
     * @param clusterId the cluster that it reflects for (RFC 4456); null for who is no reflector
     * @param self whether it is this speaker
     * @param meshed whether it takes part in the mesh
     * @param planned the nodes and peers with which objects want it to have a session, besides the mesh; the first of them
     * @param plannedCount how many there are of those
     * @param sessions of this speaker with it; none if none is wanted
     * @param routes destinations whose packets go to it
     */
    public record Member(
            String name,
            String kind,
            List<String> addresses,
            @Nullable Long asNumber,
            @Nullable String clusterId,
            boolean self,
            boolean meshed,
            List<String> planned,
            int plannedCount,
            List<Session> sessions,
            int routes) {

        public Member {
            addresses = List.copyOf(addresses);
            planned = List.copyOf(planned);
            sessions = List.copyOf(sessions);
        }
    }

    /**
     * A session of this speaker.
     *
     * @param peer its name
     * @param address where the peer is
     * @param state a state of RFC 4271 §8.2.2
     * @param enabled whether a session is wanted
     * @param secondsInState since the state was entered
     * @param reason why there is none; null when established, or if nothing has gone wrong yet
     */
    public record Session(
            String peer,
            String address,
            String state,
            boolean enabled,
            long secondsInState,
            @Nullable String reason) {}
}
