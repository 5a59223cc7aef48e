package io.nightjar.calico.plan;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.calico.model.BgpFilter;
import io.nightjar.calico.model.PeerOptions;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session that the cluster's state asks for.
 *
 * @param id where it is, with Calico's name for it
 * @param remote where the peer is, and what it is in
 * @param local who we are to it
 * @param passive whether we leave the dialling to it
 * @param options what was said about it
 * @param filters which filters have something to say about its routes
 * @param password with which its connection is protected
 * @param key the datastore's reason
 */
public record PlannedPeer(
        PeerId id,
        Remote remote,
        Local local,
        boolean passive,
        PeerOptions options,
        Filters filters,
        PlannedPassword password,
        String key) {

    /** By name, and by key when two objects ask for the same. */
    static final Comparator<PlannedPeer> ORDER =
            Comparator.comparing((PlannedPeer peer) -> peer.id().name()).thenComparing(PlannedPeer::key);

    /**
     * The other end.
     *
     * @param address where it is
     * @param port where it listens; 0 when nothing was said
     * @param asNumber its autonomous system
     */
    public record Remote(IpAddress address, int port, AsNumber asNumber) {}

    /**
     * Our end.
     *
     * @param address where connections come from; null leaves it to the kernel
     * @param asNumber what our OPEN says
     * @param clientClusterId if the peer is our route reflector client: our cluster; else null
     */
    public record Local(
            @Nullable IpAddress address,
            AsNumber asNumber,
            @Nullable BgpIdentifier clientClusterId) {}

    /**
     * Filters in the order in which they are asked; each has a rule for that direction and the peer's family.
     *
     * @param imports about received routes
     * @param exports about routes that are to be announced
     */
    public record Filters(List<BgpFilter> imports, List<BgpFilter> exports) {

        /** None. */
        public static final Filters NONE = new Filters(List.of(), List.of());

        public Filters {
            imports = List.copyOf(imports);
            exports = List.copyOf(exports);
        }
    }

    /** Whether the peer is in the autonomous system that we are in towards it. */
    public PeerType type() {
        return remote.asNumber.equals(local.asNumber) ? PeerType.INTERNAL : PeerType.EXTERNAL;
    }

    /**
     * What is said of next hops.
     *
     * @param layout unless something else was said
     */
    public NextHopMode nextHop(NextHopMode layout) {
        return options.nextHop().orElse(layout, type() == PeerType.INTERNAL);
    }

    /**
     * A peer is where it is. Its name says how it comes that we talk to it, so that status tools can tell the sorts of peers apart:
     * {@code Mesh_172_17_8_101}, {@code Node_10_0_0_1_port_500}.
     *
     * @param sort of peer
     * @param named the port in the name; 0 for a name without one
     */
    static PeerId id(String sort, Remote remote, int named) {
        PeerEntry.Place place = PeerEntry.Place.of(remote.address, remote.port);
        String name = sort + "_" + remote.address.toString().replace('.', '_').replace(':', '_');
        return new PeerId(place.address() + " port " + place.port(), named == 0 ? name : name + "_port_" + named);
    }

    /**
     * Whether we wait for a calico node to dial us. The texts are compared, not the numbers, since that is what each
     * other node does: whoever has the greater one dials.
     */
    static boolean waitsFor(IpAddress peer, IpAddress own) {
        return peer.toString().compareTo(own.toString()) > 0;
    }
}
