package io.nightjar.calico.plan;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.model.BgpPeer;
import io.nightjar.calico.model.PeerOptions;
import org.jspecify.annotations.Nullable;

/**
 * One peer that an object asks for, before anything is known of sessions.
 *
 * @param origin the object
 * @param kind for whom it asks
 * @param remote the peer
 * @param options what holds for it
 */
record PeerEntry(BgpPeer origin, Kind kind, Remote remote, PeerOptions options) {

    /** For whom an object asks; the first part of the session's name. */
    enum Kind {
        GLOBAL("Global"),
        NODE("Node"),
        LOCAL_WORKLOAD("Local_Workload");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /**
     * The peer.
     *
     * @param address where it is
     * @param port where it listens; 0 when nothing was said
     * @param asNumber its autonomous system
     * @param node whether it was given by an address that a node of the cluster has
     * @param clusterId the cluster that it reflects for, as far as that is looked at
     */
    record Remote(
            IpAddress address,
            int port,
            AsNumber asNumber,
            boolean node,
            @Nullable BgpIdentifier clusterId) {}

    /**
     * What two objects must not both ask for.
     *
     * @param address where the peer is
     * @param port where it listens; 0 for BGP's own
     */
    record Place(IpAddress address, int port) {

        private static final int BGP_PORT = 179;

        static Place of(IpAddress address, int port) {
            return new Place(address, port == BGP_PORT ? 0 : port);
        }
    }

    Place place() {
        return Place.of(remote.address, remote.port);
    }
}
