package io.nightjar.calico.model;

import io.nightjar.bgp.net.AsNumber;
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
 */
public record PeerOptions(
        @Nullable AsNumber localAs,
        PeerTransport transport,
        Times times,
        NextHop nextHop,
        int allowedLocalAs,
        List<String> ignored) {

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
}
