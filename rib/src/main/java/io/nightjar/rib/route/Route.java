package io.nightjar.rib.route;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.PrefixTable;
import io.nightjar.bgp.peer.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * A route (RFC 4271 §1.1): a destination with the attributes of a path to it.
 *
 * @param prefix the destination
 * @param pathId by which its source tells several routes to it apart (RFC 7911), or {@link Nlri#NO_PATH_ID}
 * @param attributes without MP_REACH_NLRI and MP_UNREACH_NLRI; interned
 * @param source where it came from
 */
public record Route(Prefix prefix, long pathId, PathAttributes attributes, RouteSource source)
        implements PrefixTable.Entry {

    private static final PathAttributes ORIGINATED = PathAttributes.of(Origin.IGP, AsPath.EMPTY, LocalPref.DEFAULT);

    /**
     * A route that starts here: ORIGIN IGP, an empty AS_PATH, and no NEXT_HOP before it is announced.
     *
     * @param origin where it was configured
     */
    public static Route originated(Prefix prefix, String origin) {
        return new Route(prefix, Nlri.NO_PATH_ID, ORIGINATED, new RouteSource.Originated(origin));
    }

    /** A route that starts here and leads through a router, which is its NEXT_HOP. */
    public static Route via(Prefix prefix, IpAddress gateway, String origin) {
        return new Route(prefix, Nlri.NO_PATH_ID, through(gateway), new RouteSource.Originated(origin));
    }

    /**
     * A route that was found in the kernel.
     *
     * @param gateway where it leads, which is its NEXT_HOP; null for a device, for several gateways and for none
     */
    public static Route learned(Prefix prefix, @Nullable IpAddress gateway, RouteSource.Learned source) {
        PathAttributes attributes = gateway == null ? ORIGINATED : through(gateway);
        return new Route(prefix, Nlri.NO_PATH_ID, attributes, source);
    }

    private static PathAttributes through(IpAddress gateway) {
        return PathAttributes.of(Origin.IGP, AsPath.EMPTY, new NextHop(gateway), LocalPref.DEFAULT);
    }

    /** A route to a destination as its source named it. */
    public Route(Nlri nlri, PathAttributes attributes, RouteSource source) {
        this(nlri.prefix(), nlri.pathId(), attributes, source);
    }

    /** The destination, as its source named it; not kept, as there are very many routes. */
    public Nlri nlri() {
        return new Nlri(prefix, pathId);
    }

    public boolean hasPathId() {
        return pathId != Nlri.NO_PATH_ID;
    }

    public AddressFamily family() {
        return AddressFamily.unicast(prefix.afi());
    }

    /** The next hop; null for a route that has none of its own: peers are told of this machine then. */
    public @Nullable IpAddress nextHop() {
        NextHop nextHop = attributes.get(NextHop.class);
        return nextHop == null ? null : nextHop.address();
    }

    /** The next hop that must be resolved; null if there is none, or if it is the kernel that says how it is reached. */
    public @Nullable IpAddress recursiveNextHop() {
        return source.kind() == RouteSource.Kind.KERNEL ? null : nextHop();
    }

    /** AS_PATH, or the empty path. */
    public AsPath asPath() {
        return attributes.find(AsPath.class).orElse(AsPath.EMPTY);
    }

    /** Whether a peer may be told of it: nobody is told what came from himself. */
    public boolean isFor(PeerId peer) {
        return !peer.equals(source.peer());
    }

    public boolean isOriginated() {
        return source instanceof RouteSource.Originated;
    }

    /** Written out like {@link #hashCode}: asked for each route that comes. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Route that
                        && prefix.equals(that.prefix)
                        && pathId == that.pathId
                        && attributes.equals(that.attributes)
                        && source.equals(that.source));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * prefix.hashCode() + Long.hashCode(pathId) + attributes.hashCode()) + source.hashCode();
    }

    public Route withAttributes(PathAttributes changed) {
        return new Route(prefix, pathId, changed, source);
    }
}
