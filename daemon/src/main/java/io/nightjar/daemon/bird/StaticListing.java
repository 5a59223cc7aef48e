package io.nightjar.daemon.bird;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.RibView;
import io.nightjar.rib.config.OriginatedRoute;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The answer to {@code show static}.
 *
 * @param executor the thread that writes
 */
record StaticListing(BirdSource source, Executor executor) implements Answer {

    @Override
    public CompletableFuture<Void> write(Reply reply) {
        List<OriginatedRoute> routes = source.originated();
        return source.table(view -> awake(view, routes))
                .thenAcceptAsync(
                        awake -> {
                            routes.forEach(route -> reply.line(ReplyCode.STATIC_ROUTE, text(route, awake)));
                            reply.end();
                        },
                        executor);
    }

    /** Those whose gateways can be reached. */
    private static Set<Prefix> awake(RibView view, List<OriginatedRoute> routes) {
        Set<Prefix> awake = new HashSet<>();
        for (OriginatedRoute route : routes) {
            view.candidates(route.prefix()).stream()
                    .flatMap(destination -> destination.routes().stream())
                    .filter(known -> known.route().isOriginated())
                    .filter(known ->
                            known.resolution() != null && known.resolution().reachable())
                    .forEach(known -> awake.add(route.prefix()));
        }
        return awake;
    }

    private static String text(OriginatedRoute route, Set<Prefix> awake) {
        IpAddress gateway = route.gateway();
        if (gateway == null) {
            return route.prefix() + " blackhole";
        }
        return route.prefix() + " via " + gateway + (awake.contains(route.prefix()) ? "" : " (dormant)");
    }
}
