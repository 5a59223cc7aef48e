package io.nightjar.daemon.control;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which destinations are wanted.
 *
 * @param prefix with a length: those inside it; an address: those that contain it; null for all
 * @param peer those to which this peer has announced a path; null for all
 */
public record RouteFilter(@Nullable String prefix, @Nullable String peer) {

    /** All of them. */
    public static final RouteFilter ALL = new RouteFilter(null, null);

    /**
     * Checks the prefix.
     *
     * @throws IllegalArgumentException if it is none
     */
    public RouteFilter {
        if (prefix != null) {
            inside(prefix);
        }
    }

    /** What passes of a report. */
    public RoutesReport apply(RoutesReport report) {
        Predicate<String> wanted = prefixes();
        return new RoutesReport(report.routes().stream()
                .filter(route -> wanted.test(route.prefix()))
                .filter(route -> peer == null
                        || route.paths().stream().anyMatch(path -> path.peer().equals(peer)))
                .toList());
    }

    /** What passes of a report about one peer. */
    public AdvertisedReport apply(AdvertisedReport report) {
        Predicate<String> wanted = prefixes();
        return new AdvertisedReport(
                report.peer(),
                report.routes().stream()
                        .filter(route -> wanted.test(route.prefix()))
                        .toList());
    }

    private Predicate<String> prefixes() {
        if (prefix == null) {
            return text -> true;
        }
        Predicate<Prefix> inside = inside(prefix);
        return text -> inside.test(Prefix.parse(text));
    }

    private static Predicate<Prefix> inside(String text) {
        if (text.indexOf('/') < 0) {
            IpAddress address = IpAddress.parse(text);
            return prefix -> prefix.contains(address);
        }
        Prefix outer = Prefix.parse(text);
        return prefix -> prefix.length() >= outer.length() && outer.contains(prefix.address());
    }
}
