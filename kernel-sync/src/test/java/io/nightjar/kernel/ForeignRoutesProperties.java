package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Prefix;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is kept of the routes of others is what a look at all destinations finds. */
class ForeignRoutesProperties {

    private static final List<Prefix> PREFIXES = List.of(
            Prefix.parse("10.1.0.0/16"),
            Prefix.parse("224.0.0.0/8"),
            Prefix.parse("169.254.0.0/16"),
            Prefix.parse("fd01::/64"),
            Prefix.parse("fe80:1::/64"));

    /** Something that changes what is there, or what is known about it. */
    @FunctionalInterface
    private interface Step {

        void happen(Destinations destinations);
    }

    @Provide
    Arbitrary<KernelRoute> routes() {
        return Combinators.combine(
                        Arbitraries.of(PREFIXES),
                        Arbitraries.of(0, 2, 3),
                        Arbitraries.of(512L, 1024L),
                        Arbitraries.of(2, 4, KernelRoute.OWN_PROTOCOL, 80))
                .as((prefix, link, metric, protocol) -> (link == 0
                                ? KernelRoute.blackhole(prefix)
                                : KernelRoute.unicast(prefix, List.of(KernelNextHop.device(link))))
                        .withMetric(metric)
                        .withProtocol(protocol));
    }

    @Provide
    Arbitrary<Step> steps() {
        return Arbitraries.oneOf(
                Combinators.combine(routes(), Arbitraries.of(KernelEvent.Place.class))
                        .as((route, place) -> all -> all.added(all.at(route.destination()), route, place)),
                routes().map(route -> all -> all.removed(all.at(route.destination()), route)),
                routes().map(route -> all -> all.want(all.at(route.destination()), own(route))),
                routes().map(route -> all -> all.at(route.destination()).applied(new RouteOperation.Add(own(route)))),
                routes().map(route ->
                        all -> all.at(route.destination()).applied(new RouteOperation.Delete(own(route)))),
                Arbitraries.of(PREFIXES).map(prefix -> all -> all.tidy(all.at(prefix))),
                routes().list().ofMaxSize(8).map(found -> all -> all.replacePresent(found)));
    }

    @Provide
    Arbitrary<UsableHops> links() {
        Arbitrary<Boolean> up = Arbitraries.of(true, false);
        return Combinators.combine(up, up)
                .as((one, other) ->
                        new UsableHops(Map.of(2, new KernelLink(2, "eth0", one), 3, new KernelLink(3, "eth1", other))));
    }

    private static KernelRoute own(KernelRoute route) {
        return route.withProtocol(KernelRoute.OWN_PROTOCOL);
    }

    private static Map<Prefix, KernelRoute> lookedUp(Destinations destinations, UsableHops usable) {
        Map<Prefix, KernelRoute> best = new HashMap<>();
        for (Prefix prefix : PREFIXES) {
            destinations.at(prefix).present().stream()
                    .filter(ForeignRoutes::isInteresting)
                    .min(Comparator.comparing((KernelRoute route) -> !usable.isUsable(route))
                            .thenComparingLong(KernelRoute::metric))
                    .ifPresent(route -> best.put(prefix, route));
        }
        return best;
    }

    @Property(tries = 2000)
    void whatIsKeptIsWhatIsThere(
            @ForAll List<@From("steps") Step> history, @ForAll List<@From("links") UsableHops> links) {
        Destinations destinations = new Destinations();
        UsableHops usable = new UsableHops(Map.of());
        for (int i = 0; i < history.size(); i++) {
            history.get(i).happen(destinations);
            usable = i < links.size() ? links.get(i) : usable;
            assertThat(destinations.foreignRoutes(usable)).isEqualTo(lookedUp(destinations, usable));
        }
    }
}
