package io.nightjar.daemon.bird;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.daemon.bird.RouteLines.ShownRoute;
import io.nightjar.daemon.bird.RouteSelector.Network;
import io.nightjar.daemon.bird.command.RouteQuery;
import io.nightjar.rib.RibView;
import io.nightjar.rib.TableSize;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code show route}. The table is asked for some hundred destinations at a time, and nobody waits for whoever reads
 * slowly; what changes meanwhile is shown as it is when its turn comes. Used by one thread at a time.
 */
final class RouteListing implements Answer {

    /** What the table is asked for at once: some hundred microseconds of its time. */
    private static final int DESTINATIONS = 256;

    private final BirdSource source;
    private final Afi afi;
    private final RouteQuery query;
    private final RouteSelector selector;
    private final RouteLines lines;
    private final Executor executor;
    private @Nullable List<Prefix> prefixes;
    private int next;
    private int networks;
    private int routes;
    private int shown;

    /**
     * Nothing is asked yet.
     *
     * @param executor the thread that writes
     */
    RouteListing(
            BirdSource source, Afi afi, RouteQuery query, RouteSelector selector, RouteLines lines, Executor executor) {
        this.source = source;
        this.afi = afi;
        this.query = query;
        this.selector = selector;
        this.lines = lines;
        this.executor = executor;
    }

    @Override
    public CompletableFuture<Void> write(Reply reply) {
        Prefix destination = query.destination();
        if (destination != null) {
            return source.table(view -> one(view, destination)).thenAcceptAsync(found -> one(reply, found), executor);
        } else if (query.unconditional() && !query.detail().rows()) {
            return source.table(view -> view.size(afi)).thenAcceptAsync(size -> count(reply, size), executor);
        }
        List<Prefix> known = prefixes;
        return known == null
                ? source.table(view -> view.prefixes(afi))
                        .thenComposeAsync(
                                all -> {
                                    prefixes = all;
                                    return some(reply, all);
                                },
                                executor)
                : some(reply, known);
    }

    private List<Network> one(RibView view, Prefix destination) {
        Prefix wanted = query.covering() ? longestMatch(view, destination) : destination;
        List<Network> found = new ArrayList<>(1);
        if (wanted != null) {
            selector.select(view, wanted, found);
        }
        return found;
    }

    private static @Nullable Prefix longestMatch(RibView view, Prefix wanted) {
        IpAddress address = wanted.address();
        for (int length = wanted.length(); length >= 0; length--) {
            Prefix candidate = new Prefix(address, length);
            if (view.candidates(candidate).isPresent()) {
                return candidate;
            }
        }
        return null;
    }

    private void one(Reply reply, List<Network> found) {
        found.forEach(network -> write(reply, network));
        if (routes > 0) {
            reply.end();
        } else {
            reply.end(ReplyCode.ROUTE_NOT_FOUND, "Network not in table");
        }
    }

    private static void count(Reply reply, TableSize size) {
        count(reply, size.routes(), size.routes(), size.destinations());
    }

    private static void count(Reply reply, int shown, int routes, int networks) {
        reply.end(ReplyCode.ROUTE_COUNT, shown + " of " + routes + " routes for " + networks + " networks");
    }

    private CompletableFuture<Void> some(Reply reply, List<Prefix> all) {
        List<Prefix> now = all.subList(next, Math.min(all.size(), next + DESTINATIONS));
        next += now.size();
        return source.table(view -> some(view, now))
                .thenAcceptAsync(
                        found -> {
                            found.forEach(network -> write(reply, network));
                            if (next >= all.size()) {
                                end(reply);
                            }
                        },
                        executor);
    }

    private List<Network> some(RibView view, List<Prefix> wanted) {
        List<Network> found = new ArrayList<>(wanted.size());
        wanted.forEach(prefix -> selector.select(view, prefix, found));
        return found;
    }

    private void write(Reply reply, Network network) {
        networks++;
        routes += network.considered();
        shown += network.shown().size();
        if (query.detail().rows()) {
            String prefix = network.prefix().toString();
            for (ShownRoute route : network.shown()) {
                lines.write(reply, prefix, route, query.detail().attributes());
                prefix = "";
            }
        }
    }

    private void end(Reply reply) {
        if (query.detail().counted()) {
            count(reply, shown, routes, networks);
        } else {
            reply.end();
        }
    }
}
