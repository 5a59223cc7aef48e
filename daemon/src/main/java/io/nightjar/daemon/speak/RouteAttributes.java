package io.nightjar.daemon.speak;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerType;
import java.util.List;

/** Completes what is said of a route to what a session needs. What was given by hand stays, right or wrong. */
final class RouteAttributes {

    private final AsNumber localAs;
    private final boolean internal;
    private final List<IpAddress> nextHops;

    /**
     * For one session.
     *
     * @param nextHops of routes without one of their own: the first that is of the route's family
     */
    RouteAttributes(NegotiatedSession session, List<IpAddress> nextHops) {
        this.localAs = session.config().local().asNumber();
        this.internal = session.config().type() == PeerType.INTERNAL;
        this.nextHops = nextHops;
    }

    /** All that an announcement needs. */
    PathAttributes complete(RouteChange change, PathAttributes given) throws RouteTextException {
        PathAttributes result = change.foreign() ? passedOn(given) : given;
        if (!result.contains(AttributeType.ORIGIN)) {
            result = result.with(Origin.IGP);
        }
        if (!result.contains(AttributeType.AS_PATH)) {
            result = result.with(internal ? AsPath.EMPTY : AsPath.sequence(localAs));
        }
        if (internal && !result.contains(AttributeType.LOCAL_PREF)) {
            result = result.with(LocalPref.DEFAULT);
        }
        return result.contains(AttributeType.NEXT_HOP) ? result : result.with(nextHop(change.route()));
    }

    private NextHop nextHop(Nlri route) throws RouteTextException {
        Afi afi = route.prefix().afi();
        for (IpAddress candidate : nextHops) {
            if (candidate.afi().equals(afi)) {
                return new NextHop(candidate);
            }
        }
        throw new RouteTextException(route + " has no next hop, and we have no address of its family");
    }

    /** Next hop self; and to an external peer what RFC 4271 §5.1.2 (b), §5.1.5 and RFC 4456 §8 say. */
    private PathAttributes passedOn(PathAttributes given) {
        PathAttributes result = given.without(AttributeType.MP_REACH_NLRI).without(AttributeType.NEXT_HOP);
        if (internal) {
            return result;
        }
        AsPath path = result.find(AsPath.class).orElse(AsPath.EMPTY);
        boolean ours = path.firstAs().filter(localAs::equals).isPresent();
        return result.without(AttributeType.LOCAL_PREF)
                .without(AttributeType.ORIGINATOR_ID)
                .without(AttributeType.CLUSTER_LIST)
                .with(ours ? path : path.prepend(localAs));
    }
}
