package io.nightjar.daemon.speak;

import io.nightjar.bgp.net.IpAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is sent on each session, in this order; and when the work is done.
 *
 * @param tables MRT files with tables
 * @param tablePeer whose routes of them
 * @param files with a route on each line
 * @param routes in the text form of such a line
 * @param nextHops of routes without one, one for each family; our own address otherwise
 * @param endOfRib whether End-of-RIB is sent behind the routes
 * @param rawHex a file whose octets are sent after that; null for none
 */
public record SpeakPlan(
        List<Path> tables,
        TablePeer tablePeer,
        List<Path> files,
        List<String> routes,
        List<IpAddress> nextHops,
        boolean endOfRib,
        @Nullable Path rawHex,
        SpeakGoal goal) {

    public SpeakPlan {
        tables = List.copyOf(tables);
        files = List.copyOf(files);
        routes = List.copyOf(routes);
        nextHops = List.copyOf(nextHops);
    }

    /**
     * Reads the routes.
     *
     * @throws RouteTextException for the first that is none
     */
    List<RouteChange> changes() throws RouteTextException {
        List<RouteChange> changes = new ArrayList<>();
        for (String route : routes) {
            changes.add(RouteText.announcement(Words.of(route)));
        }
        return changes;
    }

    /**
     * Checks the routes before anything begins.
     *
     * @throws RouteTextException for the first that is none
     */
    public void check() throws RouteTextException {
        changes();
    }
}
