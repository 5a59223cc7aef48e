package io.nightjar.rib.engine;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.outbound.ExportRules;
import io.nightjar.rib.outbound.ExportTarget;
import io.nightjar.rib.outbound.ExportVerdict;
import io.nightjar.rib.policy.RouteOperation;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.table.AttributeInterner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the peers of an update group are told of routes. Routes with the same attributes are made into what they become once. */
final class RouteExport {

    /** A map of more is not used again: emptying it takes as long as it is big, also when there is little in it. */
    private static final int MANY = 1024;

    private final ExportTarget target;
    private final ExportRules rules;
    private final AttributeInterner interner;
    private Map<ExportKey, Exported> exported = new HashMap<>();

    /** The one that was asked for last: neighbors in a table often share their attributes. */
    private @Nullable Exported last;

    RouteExport(ExportTarget target, ExportRules rules, AttributeInterner interner) {
        this.target = target;
        this.rules = rules;
        this.interner = interner;
    }

    /** What announced attributes depend on, apart from the group. */
    private record ExportKey(
            PathAttributes attributes,
            List<RouteOperation> operations,
            @Nullable PeerId source,
            Afi afi) {

        static ExportKey of(Route route, ExportVerdict verdict) {
            return new ExportKey(
                    route.attributes(),
                    verdict.operations(),
                    route.source().peer(),
                    route.prefix().afi());
        }

        boolean isOf(Route route, ExportVerdict verdict) {
            return attributes.equals(route.attributes())
                    && Objects.equals(source, route.source().peer())
                    && afi.equals(route.prefix().afi())
                    && operations.equals(verdict.operations());
        }

        /** Written out like {@link #equals}: asked for each route. */
        @Override
        public int hashCode() {
            return attributes.hashCode() + 31 * (Objects.hashCode(source) + 31 * operations.hashCode());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ExportKey that
                    && attributes.equals(that.attributes)
                    && Objects.equals(source, that.source)
                    && afi.equals(that.afi)
                    && operations.equals(that.operations);
        }
    }

    /** Attributes as they are announced. */
    private record Exported(ExportKey key, PathAttributes attributes) {}

    /** What peers are told of a route under this name; null if nothing. */
    @Nullable
    Route route(Route route, Nlri nlri) {
        ExportVerdict verdict = rules.check(route, target);
        if (!verdict.advertised()) {
            return null;
        }
        PathAttributes attributes = exported(route, verdict);
        boolean same = nlri.pathId() == route.pathId() && attributes.equals(route.attributes());
        return same ? route : new Route(nlri, attributes, route.source());
    }

    private PathAttributes exported(Route route, ExportVerdict verdict) {
        Exported known = last;
        if (known == null || !known.key.isOf(route, verdict)) {
            known = exported.computeIfAbsent(
                    ExportKey.of(route, verdict),
                    key -> new Exported(key, interner.intern(rules.attributes(route, target, verdict))));
            last = known;
        }
        return known.attributes;
    }

    /** Remembers nothing of what was asked for until now. */
    void forget() {
        if (exported.size() > MANY) {
            exported = new HashMap<>();
        } else {
            exported.clear();
        }
        last = null;
    }
}
