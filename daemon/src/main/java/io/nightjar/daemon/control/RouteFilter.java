package io.nightjar.daemon.control;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which destinations are wanted, and how many of them at once.
 *
 * @param prefix with a length: those inside it; an address: those that contain it; null for all
 * @param peer those to which this peer has announced a path; null for all
 * @param page how many, and from where on
 */
public record RouteFilter(@Nullable String prefix, @Nullable String peer, Page page) {

    /** All of them, the first page. */
    public static final RouteFilter ALL = new RouteFilter(null, null);

    /** The first page. */
    public RouteFilter(@Nullable String prefix, @Nullable String peer) {
        this(prefix, peer, Page.FIRST);
    }

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

    /**
     * A part of an answer.
     *
     * @param after begins behind this prefix; null for the beginning
     * @param limit so many destinations at most
     */
    public record Page(@Nullable String after, int limit) {

        /** So many destinations are in an answer unless another number is asked for. */
        public static final int DEFAULT_LIMIT = 1000;

        /** So many may be asked for at once. */
        public static final int MAX_LIMIT = 2000;

        static final Page FIRST = new Page(null, DEFAULT_LIMIT);

        /**
         * Checks both.
         *
         * @throws IllegalArgumentException naming what is wrong
         */
        public Page {
            if (after != null) {
                Prefix unused = Prefix.parse(after);
            }
            if (limit < 1 || limit > MAX_LIMIT) {
                throw new IllegalArgumentException("limit is not a number from 1 to " + MAX_LIMIT + ": " + limit);
            }
        }
    }

    /** The same from another place on. */
    public RouteFilter with(Page other) {
        return new RouteFilter(prefix, peer, other);
    }

    /** The wanted ones, by prefix and each once, from the page's beginning on to the very end. */
    public List<Prefix> select(Collection<Prefix> destinations) {
        Predicate<Prefix> wanted = prefix == null ? any -> true : inside(prefix);
        Prefix after = page.after() == null ? null : Prefix.parse(page.after());
        return destinations.stream()
                .filter(destination -> after == null || destination.compareTo(after) > 0)
                .filter(wanted)
                .sorted()
                .distinct()
                .toList();
    }

    /** All prefixes that contain the wanted address, whether anybody has announced them; nothing if it is not an address that is wanted. */
    public List<Prefix> around() {
        if (prefix == null || prefix.indexOf('/') >= 0) {
            return List.of();
        }
        IpAddress address = IpAddress.parse(prefix);
        return IntStream.rangeClosed(0, address.bitLength())
                .mapToObj(length -> new Prefix(address, length))
                .toList();
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
