package io.nightjar.rib.config;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.route.RouteSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the routes from and to a peer. Peers with equal policies and codecs share an update group.
 *
 * @param importPolicy which received routes take part in the decision
 * @param exportPolicy which best routes are announced
 * @param nextHop what the announcements say as next hop
 * @param clientClusterId if the peer is our route reflector client (RFC 4456): our cluster id towards it; else null
 * @param formerClient whether it is to be no client any more, and is reflected to only until others have taken over; false for who is
 *     none
 * @param allowedLocalAs how often our own AS may be in the AS_PATH of its routes
 * @param prefixLimits how many routes of a family it may announce; a family without a limit is not in here
 * @param preferredAbove its routes with a higher LOCAL_PREF stand beside what starts here, and not after it
 */
public record PeerPolicy(
        RoutePolicy importPolicy,
        RoutePolicy exportPolicy,
        NextHopMode nextHop,
        @Nullable BgpIdentifier clientClusterId,
        boolean formerClient,
        int allowedLocalAs,
        Map<AddressFamily, PrefixLimit> prefixLimits,
        long preferredAbove) {

    public PeerPolicy {
        prefixLimits = Map.copyOf(prefixLimits);
        formerClient = formerClient && clientClusterId != null;
        if (allowedLocalAs < 0) {
            throw new IllegalArgumentException("own AS allowed " + allowedLocalAs + " times");
        }
    }

    /** A policy under which what starts here goes before whatever the peer announces. */
    public PeerPolicy(
            RoutePolicy importPolicy,
            RoutePolicy exportPolicy,
            NextHopMode nextHop,
            @Nullable BgpIdentifier clientClusterId,
            int allowedLocalAs,
            Map<AddressFamily, PrefixLimit> prefixLimits) {
        this(
                importPolicy,
                exportPolicy,
                nextHop,
                clientClusterId,
                false,
                allowedLocalAs,
                prefixLimits,
                RouteSource.FromPeer.NEVER_PREFERRED);
    }

    /** A policy that takes no path through our own AS, and any number of routes. */
    public PeerPolicy(
            RoutePolicy importPolicy,
            RoutePolicy exportPolicy,
            NextHopMode nextHop,
            @Nullable BgpIdentifier clientClusterId) {
        this(importPolicy, exportPolicy, nextHop, clientClusterId, 0, Map.of());
    }

    /** This policy with our own AS allowed that many times. */
    public PeerPolicy withAllowedLocalAs(int times) {
        return new PeerPolicy(
                importPolicy,
                exportPolicy,
                nextHop,
                clientClusterId,
                formerClient,
                times,
                prefixLimits,
                preferredAbove);
    }

    /** This policy for a route reflector client, to which this is our cluster id. */
    public PeerPolicy withClientClusterId(BgpIdentifier clusterId) {
        return new PeerPolicy(
                importPolicy, exportPolicy, nextHop, clusterId, false, allowedLocalAs, prefixLimits, preferredAbove);
    }

    /** This policy for a peer that is to be no client any more, if it is one. */
    public PeerPolicy asFormerClient() {
        return new PeerPolicy(
                importPolicy,
                exportPolicy,
                nextHop,
                clientClusterId,
                true,
                allowedLocalAs,
                prefixLimits,
                preferredAbove);
    }

    /** This policy with other limits. */
    public PeerPolicy withPrefixLimits(Map<AddressFamily, PrefixLimit> limits) {
        return new PeerPolicy(
                importPolicy,
                exportPolicy,
                nextHop,
                clientClusterId,
                formerClient,
                allowedLocalAs,
                limits,
                preferredAbove);
    }

    /** This policy with routes of a higher LOCAL_PREF standing beside what starts here. */
    public PeerPolicy withPreferredAbove(long localPref) {
        return new PeerPolicy(
                importPolicy,
                exportPolicy,
                nextHop,
                clientClusterId,
                formerClient,
                allowedLocalAs,
                prefixLimits,
                localPref);
    }

    /** How NEXT_HOP is set on export (RFC 4271 §5.1.3). */
    public enum NextHopMode {
        /** Own routes and external peers get our address; reflected and internal routes keep theirs. */
        AUTO,
        /** Always our address on the session. */
        SELF,
        /** Never changed, except for routes that have none yet. */
        KEEP
    }
}
