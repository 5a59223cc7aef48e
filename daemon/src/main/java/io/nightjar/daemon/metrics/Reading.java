package io.nightjar.daemon.metrics;

import io.nightjar.bgp.message.MessageType;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.fsm.FsmState;
import io.nightjar.kernel.KernelSyncStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How things are when somebody asks.
 *
 * @param peers all of them
 * @param received messages since the start, by type
 * @param sent messages since the start, by type
 * @param routes of all peers together
 * @param queues what waits
 * @param kernel the routing table's state
 * @param sinceAudit since the kernel was last read completely
 * @param source where the configuration comes from
 */
public record Reading(
        List<Peer> peers,
        Map<MessageType, Long> received,
        Map<MessageType, Long> sent,
        Routes routes,
        Queues queues,
        KernelSyncStatus kernel,
        Duration sinceAudit,
        Source source) {

    /** Nothing is known yet. */
    static final Reading NONE = new Reading(
            List.of(),
            Map.of(),
            Map.of(),
            new Routes(Map.of(), Map.of(), 0, 0),
            new Queues(0, 0, 0),
            KernelSyncStatus.INITIAL,
            Duration.ZERO,
            new Source(false, 0));

    public Reading {
        peers = List.copyOf(peers);
        received = Map.copyOf(received);
        sent = Map.copyOf(sent);
    }

    /**
     * A peer.
     *
     * @param enabled whether a session is wanted
     */
    public record Peer(
            String name,
            String address,
            FsmState state,
            boolean enabled,
            Duration inState,
            int received,
            int accepted,
            int advertised) {

        boolean isUnwell() {
            return enabled && state != FsmState.ESTABLISHED;
        }
    }

    /**
     * Numbers of routes.
     *
     * @param received in all Adj-RIBs-In, by family
     * @param advertised in all Adj-RIBs-Out, by family
     * @param accepted those of the received ones that import policies took
     * @param stale those of the received ones that are kept over a restart of their peer
     */
    public record Routes(
            Map<AddressFamily, Long> received, Map<AddressFamily, Long> advertised, long accepted, long stale) {

        public Routes {
            received = Map.copyOf(received);
            advertised = Map.copyOf(advertised);
        }
    }

    /**
     * What waits.
     *
     * @param table what the table still has to look at, in messages
     * @param kernel routes that the kernel's thread still has to look at
     * @param behind destinations that peers still have to be told about, because they read slowly
     */
    public record Queues(long table, int kernel, long behind) {}

    /**
     * Where the configuration comes from.
     *
     * @param connected whether changes arrive
     * @param setAside how many objects or settings are not used as they stand
     */
    public record Source(boolean connected, int setAside) {}
}
