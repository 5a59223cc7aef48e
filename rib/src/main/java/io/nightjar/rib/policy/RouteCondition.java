package io.nightjar.rib.policy;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LargeCommunities;
import io.nightjar.bgp.attribute.LargeCommunity;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import java.util.List;
import java.util.Set;

/** What a rule asks about a route beyond its destination and its source. A value. */
public sealed interface RouteCondition {

    /** Nothing is asked. */
    RouteCondition NONE = new AllOf(List.of());

    boolean holds(Route route, RouteDevices devices);

    /** All of this holds; of nothing, that is always so. */
    record AllOf(List<RouteCondition> conditions) implements RouteCondition {

        public AllOf {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(Route route, RouteDevices devices) {
            // Without an iterator: asked for each route.
            for (int i = 0; i < conditions.size(); i++) {
                if (!conditions.get(i).holds(route, devices)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Its packets leave through such a device. A route without a device has one with the empty name. */
    record OnDevice(InterfacePattern devices) implements RouteCondition {

        @Override
        public boolean holds(Route route, RouteDevices known) {
            return devices.matches(known.of(route));
        }
    }

    /** It carries a community (RFC 1997). */
    record HasCommunity(Community community) implements RouteCondition {

        @Override
        public boolean holds(Route route, RouteDevices devices) {
            return Communities.carries(route.attributes(), community);
        }
    }

    /** It carries a large community (RFC 8092). */
    record HasLargeCommunity(LargeCommunity community) implements RouteCondition {

        @Override
        public boolean holds(Route route, RouteDevices devices) {
            return route.attributes()
                    .find(LargeCommunities.class)
                    .map(communities -> communities.values().contains(community))
                    .orElse(false);
        }
    }

    /** Its AS_PATH begins with these numbers, whatever follows. */
    record PathBegins(List<AsNumber> numbers) implements RouteCondition {

        public PathBegins {
            numbers = List.copyOf(numbers);
        }

        @Override
        public boolean holds(Route route, RouteDevices devices) {
            int found = 0;
            for (AsPath.Segment segment : route.asPath().segments()) {
                if (found == numbers.size() || segment.type() != AsPath.SegmentType.AS_SEQUENCE) {
                    break;
                }
                int compared = Math.min(segment.numbers().size(), numbers.size() - found);
                if (!segment.numbers().subList(0, compared).equals(numbers.subList(found, found + compared))) {
                    return false;
                }
                found += compared;
            }
            return found == numbers.size();
        }
    }

    /** Its LOCAL_PREF is among these. What a peer has told without one counts as if it had the default. */
    record LocalPrefIn(NumberRange values) implements RouteCondition {

        @Override
        public boolean holds(Route route, RouteDevices devices) {
            LocalPref preference = route.attributes().get(LocalPref.class);
            if (preference == null && route.source().kind() == RouteSource.Kind.PEER) {
                preference = LocalPref.DEFAULT;
            }
            return preference != null && values.contains(preference.value());
        }
    }

    /** Its next hop is one of these. */
    record NextHopIn(Set<IpAddress> addresses) implements RouteCondition {

        public NextHopIn {
            addresses = Set.copyOf(addresses);
        }

        @Override
        public boolean holds(Route route, RouteDevices devices) {
            IpAddress nextHop = route.nextHop();
            return nextHop != null && addresses.contains(nextHop);
        }
    }
}
