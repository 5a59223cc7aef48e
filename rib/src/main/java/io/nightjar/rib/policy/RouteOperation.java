package io.nightjar.rib.policy;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LargeCommunities;
import io.nightjar.bgp.attribute.LargeCommunity;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.rib.route.RouteSource;
import java.util.ArrayList;
import java.util.List;

/** What a rule changes about a route. A value. */
public sealed interface RouteOperation {

    PathAttributes apply(PathAttributes attributes);

    /** This operation for a route from {@code source}: from then on it is the same for all routes with equal attributes. */
    default RouteOperation of(RouteSource source) {
        return this;
    }

    /** Applies some operations one after the other. */
    static PathAttributes applyAll(List<RouteOperation> operations, PathAttributes attributes) {
        PathAttributes changed = attributes;
        for (RouteOperation operation : operations) {
            changed = operation.apply(changed);
        }
        return changed;
    }

    /** Adds a community, unless it is there (RFC 1997). */
    record AddCommunity(Community community) implements RouteOperation {

        @Override
        public PathAttributes apply(PathAttributes attributes) {
            return attributes.with(attributes
                    .find(Communities.class)
                    .map(present -> present.with(community))
                    .orElseGet(() -> Communities.of(community)));
        }
    }

    /** Adds a large community, unless it is there (RFC 8092). */
    record AddLargeCommunity(LargeCommunity community) implements RouteOperation {

        @Override
        public PathAttributes apply(PathAttributes attributes) {
            LargeCommunities present =
                    attributes.find(LargeCommunities.class).orElseGet(() -> new LargeCommunities(List.of()));
            List<LargeCommunity> more = new ArrayList<>(present.values());
            more.add(community);
            return attributes.with(new LargeCommunities(more, present.partial()));
        }
    }

    /** Puts numbers in front of AS_PATH, in this order. */
    record PrependPath(List<AsNumber> numbers) implements RouteOperation {

        public PrependPath {
            numbers = List.copyOf(numbers);
        }

        @Override
        public PathAttributes apply(PathAttributes attributes) {
            AsPath path = attributes.find(AsPath.class).orElse(AsPath.EMPTY);
            for (int i = numbers.size() - 1; i >= 0; i--) {
                path = path.prepend(numbers.get(i));
            }
            return attributes.with(path);
        }
    }

    /** Sets LOCAL_PREF. */
    record SetLocalPref(long value) implements RouteOperation {

        @Override
        public PathAttributes apply(PathAttributes attributes) {
            return attributes.with(new LocalPref(value));
        }
    }

    /**
     * Sets LOCAL_PREF by the metric that the kernel's route has, so that a lower metric is a higher preference.
     *
     * @param otherwise the metric of routes that have none
     */
    record LocalPrefOfMetric(long otherwise) implements RouteOperation {

        @Override
        public RouteOperation of(RouteSource source) {
            boolean has = source instanceof RouteSource.Learned learned && learned.metric() != 0;
            long metric = has ? ((RouteSource.Learned) source).metric() : otherwise;
            return new SetLocalPref(LocalPrefMetric.mirror(metric));
        }

        /** Without a source there is no metric. */
        @Override
        public PathAttributes apply(PathAttributes attributes) {
            return attributes.with(new LocalPref(LocalPrefMetric.mirror(otherwise)));
        }
    }
}
