package io.nightjar.calico.model;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be said about a configured peer beside its address and AS number.
 *
 * @param localAs what our OPEN says; null for the node's number
 * @param transport how the connection is protected
 * @param times in seconds
 * @param nextHop what the announcements say
 * @param allowedLocalAs how often our own AS may be in the AS_PATH of a received route, 0 to 10
 * @param ignored what was said but cannot be used, as sentences for people
 * @param extras what only Calico 3 knows
 */
public record PeerOptions(
        @Nullable AsNumber localAs,
        PeerTransport transport,
        Times times,
        NextHop nextHop,
        int allowedLocalAs,
        List<String> ignored,
        Extras extras) {

    /** What was said in the older layout, which knows nothing else. */
    public PeerOptions(
            @Nullable AsNumber localAs,
            PeerTransport transport,
            Times times,
            NextHop nextHop,
            int allowedLocalAs,
            List<String> ignored) {
        this(localAs, transport, times, nextHop, allowedLocalAs, ignored, Extras.NONE);
    }

    /** Nothing was said. */
    public static final PeerOptions NONE =
            new PeerOptions(null, PeerTransport.DEFAULT, new Times(null, null), new NextHop(null, false), 0, List.of());

    public PeerOptions {
        ignored = List.copyOf(ignored);
    }

    /**
     * Times that stand for a default when they are null.
     *
     * @param restartSeconds how long the peer shall wait for us, 0 to 4095
     * @param keepaliveSeconds between two KEEPALIVEs, less than the hold time
     */
    public record Times(
            @Nullable Integer restartSeconds, @Nullable Integer keepaliveSeconds) {}

    /**
     * What is said about NEXT_HOP.
     *
     * @param mode always; null for the layout's default
     * @param keptToOthers whether it is kept towards another AS, if there is no mode
     */
    public record NextHop(@Nullable NextHopMode mode, boolean keptToOthers) {

        /** What holds for a peer. */
        public NextHopMode orElse(NextHopMode layout, boolean internal) {
            if (mode != null) {
                return mode;
            }
            return keptToOthers && !internal ? NextHopMode.KEEP : layout;
        }
    }

    /**
     * What only Calico 3 knows.
     *
     * @param password where it is; null for none
     * @param ownSource whether connections come from the node's address
     * @param reachableBy the router behind which the peer is; null for nothing special
     * @param filters names of filters, in the order in which they are asked
     * @param reversed whether nodes that are peers have the local nodes as peers, too
     */
    public record Extras(
            @Nullable SecretKeyRef password,
            boolean ownSource,
            @Nullable IpAddress reachableBy,
            List<String> filters,
            boolean reversed) {

        /** Nothing was said. */
        public static final Extras NONE = new Extras(null, true, null, List.of(), true);

        public Extras {
            filters = List.copyOf(filters);
        }
    }

    /** What is left for a peer that is a node: it has its own AS number, and is never asked to look like another one. */
    public PeerOptions ofNode() {
        return new PeerOptions(null, transport, times, nextHop, 0, ignored, extras);
    }

    /** What is left for a workload. */
    public PeerOptions ofWorkload() {
        return new PeerOptions(
                localAs,
                PeerTransport.DEFAULT,
                NONE.times,
                NONE.nextHop,
                0,
                ignored,
                new Extras(null, false, null, extras.filters(), false));
    }
}
