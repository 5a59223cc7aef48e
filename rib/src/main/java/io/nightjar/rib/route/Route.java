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
import org.jspecify.annotations.Nullable;

/**
 * A route (RFC 4271 §1.1): a destination with the attributes of a path to it.
 *
 * @param nlri the destination, as its source named it
 * @param attributes without MP_REACH_NLRI and MP_UNREACH_NLRI; interned
 * @param source where it came from
 */
public record Route(Nlri nlri, PathAttributes attributes, RouteSource source) implements PrefixTable.Entry {

    private static final PathAttributes ORIGINATED = PathAttributes.of(Origin.IGP, AsPath.EMPTY, LocalPref.DEFAULT);

    /**
     * A route that starts here: ORIGIN IGP, an empty AS_PATH, and no NEXT_HOP before it is announced.
     *
     * @param origin where it was configured
     */
    public static Route originated(Prefix prefix, String origin) {
        return new Route(Nlri.of(prefix), ORIGINATED, new RouteSource.Originated(origin));
    }

    /** A route that starts here and leads through a router, which is its NEXT_HOP. */
    public static Route via(Prefix prefix, IpAddress gateway, String origin) {
        return new Route(Nlri.of(prefix), through(gateway), new RouteSource.Originated(origin));
    }

    /**
     * A route that was found in the kernel.
     *
     * @param gateway where it leads, which is its NEXT_HOP; null for a device, for several gateways and for none
     */
    public static Route learned(Prefix prefix, @Nullable IpAddress gateway, RouteSource.Learned source) {
        PathAttributes attributes = gateway == null ? ORIGINATED : through(gateway);
        return new Route(Nlri.of(prefix), attributes, source);
    }

    private static PathAttributes through(IpAddress gateway) {
        return PathAttributes.of(Origin.IGP, AsPath.EMPTY, new NextHop(gateway), LocalPref.DEFAULT);
    }

    @Override
    public Prefix prefix() {
        return nlri.prefix();
    }

    public AddressFamily family() {
        return AddressFamily.unicast(prefix().afi());
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

    public boolean isOriginated() {
        return source instanceof RouteSource.Originated;
    }

    public Route withAttributes(PathAttributes changed) {
        return new Route(nlri, changed, source);
    }
}
