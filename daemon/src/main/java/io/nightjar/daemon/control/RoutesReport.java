package io.nightjar.daemon.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in the table. The JSON has the same names.
 *
 * @param routes one for each destination, by prefix
 * @param next where the rest begins: to be given as {@code after}; null if this is all
 */
public record RoutesReport(List<Route> routes, @Nullable String next) {

    /** What a destination or a path has besides what is counted. */
    static final int OVERHEAD = 160;

    private static final int ATTRIBUTE_OVERHEAD = 22;

    public RoutesReport {
        routes = List.copyOf(routes);
    }

    /** All of it. */
    public RoutesReport(List<Route> routes) {
        this(routes, null);
    }

    /**
     * A destination.
     *
     * @param prefix in text form
     * @param paths the best one first
     * @param reason why the best one is, or why there is none
     * @param kernel what the kernel is told: {@code via 10.0.0.1 dev eth0}, {@code blackhole}, or why nothing
     */
    public record Route(String prefix, List<Path> paths, String reason, String kernel) {

        public Route {
            paths = List.copyOf(paths);
        }

        /** About so many octets it has as JSON. */
        public int weight() {
            int weight = OVERHEAD + kernel.length();
            for (Path path : paths) {
                weight += OVERHEAD + Attribute.weight(path.attributes());
            }
            return weight;
        }
    }

    /**
     * A way to a destination.
     *
     * @param peer where it was heard; {@code local} when it starts here, {@code kernel} when it was found there
     * @param best whether it is the one in use
     * @param reason the step of the decision that chose it or that it lost in, or why it was not accepted
     * @param nextHop as received; null when it starts here
     * @param attributes in text form, by name of the attribute
     * @param pathId the path identifier that it came with (RFC 7911); null without one
     * @param stale whether it may have become wrong and is kept for a while (RFC 4724)
     * @param learned what it is in the kernel; null when it was not found there
     */
    public record Path(
            String peer,
            boolean best,
            String reason,
            @Nullable String nextHop,
            List<Attribute> attributes,
            @Nullable Long pathId,
            boolean stale,
            @Nullable Learned learned) {

        public Path {
            attributes = List.copyOf(attributes);
        }

        /** A path without an identifier, from a peer that is there. */
        public Path(String peer, boolean best, String reason, @Nullable String nextHop, List<Attribute> attributes) {
            this(peer, best, reason, nextHop, attributes, null, false, null);
        }
    }

    /**
     * A route of the kernel.
     *
     * @param protocol the number of its owner; 2 for what a device is connected to
     * @param metric 0 when it has none
     * @param device empty when there is none, or several
     */
    public record Learned(int protocol, long metric, String device) {

        /** In the manner of {@code ip route}. */
        public String text() {
            return (device.isEmpty() ? "" : "dev " + device + " ") + "proto " + protocol
                    + (metric == 0 ? "" : " metric " + metric);
        }
    }

    /** A path attribute in text form. */
    public record Attribute(String name, String value) {

        /** About so many octets they have as JSON. */
        static int weight(List<Attribute> attributes) {
            int weight = 0;
            for (Attribute attribute : attributes) {
                weight += ATTRIBUTE_OVERHEAD
                        + attribute.name().length()
                        + attribute.value().length();
            }
            return weight;
        }
    }
}
