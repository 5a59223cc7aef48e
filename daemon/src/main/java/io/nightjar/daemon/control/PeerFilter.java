package io.nightjar.daemon.control;

import io.nightjar.bgp.net.IpAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which peers are wanted, in which order.
 *
 * @param text in the name, the address or the AS number; empty for all
 * @param state {@code up}, {@code down} (a session is wanted, and there is none), a state of RFC 4271 §8.2.2, or empty for all
 * @param order what they are sorted by; peers that are equal in that are sorted by name
 * @param descending whether the greatest comes first
 * @param offset so many are left out
 * @param limit so many at most
 */
record PeerFilter(String text, String state, Order order, boolean descending, int offset, int limit) {

    static final int DEFAULT_LIMIT = 100;

    static final int MAX_LIMIT = 1000;

    private static final String ESTABLISHED = "Established";

    PeerFilter {
        text = text.toLowerCase(Locale.ROOT);
    }

    /** What peers can be sorted by. */
    enum Order {
        /** Those that should have a session and have none come first. */
        HEALTH,
        NAME,
        ADDRESS,
        AS,
        STATE,
        TIME,
        RECEIVED,
        ACCEPTED,
        ADVERTISED;

        Comparator<PeersReport.Entry> comparator() {
            return switch (this) {
                case HEALTH -> Comparator.comparing(peer -> !isDown(peer));
                case NAME -> Comparator.comparing(PeersReport.Entry::name);
                case ADDRESS -> Comparator.comparing(peer -> IpAddress.parse(peer.address()));
                case AS -> Comparator.comparingLong(PeersReport.Entry::asNumber);
                case STATE -> Comparator.comparing(PeersReport.Entry::state);
                case TIME -> Comparator.comparingLong(PeersReport.Entry::secondsInState);
                case RECEIVED -> Comparator.comparingInt(PeersReport.Entry::received);
                case ACCEPTED -> Comparator.comparingInt(PeersReport.Entry::accepted);
                case ADVERTISED -> Comparator.comparingInt(PeersReport.Entry::advertised);
            };
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    PeersReport apply(List<PeersReport.Entry> peers) {
        Map<String, Integer> states = new TreeMap<>();
        peers.forEach(peer -> states.merge(peer.state(), 1, Integer::sum));
        Comparator<PeersReport.Entry> comparator =
                descending ? order.comparator().reversed() : order.comparator();
        List<PeersReport.Entry> matching = peers.stream()
                .filter(this::isWanted)
                .sorted(comparator.thenComparing(PeersReport.Entry::name))
                .toList();
        List<PeersReport.Entry> page =
                matching.stream().skip(offset).limit(limit).toList();
        int end = offset + page.size();
        return new PeersReport(
                peers.size(), matching.size(), states, page, end < matching.size() ? (Integer) end : null);
    }

    private boolean isWanted(PeersReport.Entry peer) {
        return isInState(peer)
                && (text.isEmpty()
                        || peer.name().toLowerCase(Locale.ROOT).contains(text)
                        || peer.address().contains(text)
                        || Long.toString(peer.asNumber()).equals(text));
    }

    private boolean isInState(PeersReport.Entry peer) {
        return switch (state) {
            case "" -> true;
            case "up" -> peer.state().equals(ESTABLISHED);
            case "down" -> isDown(peer);
            default -> peer.state().equalsIgnoreCase(state);
        };
    }

    private static boolean isDown(PeersReport.Entry peer) {
        return peer.enabled() && !peer.state().equals(ESTABLISHED);
    }
}
