package io.nightjar.daemon.speak;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LargeCommunities;
import io.nightjar.bgp.attribute.LargeCommunity;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Routes in text form: {@code PREFIX} and any of {@code path-id N}, {@code next-hop ADDRESS}, {@code as-path "N N {N N}"},
 * {@code communities N:N …}, {@code large-communities N:N:N …}, {@code med N}, {@code local-pref N}, {@code origin NAME}.
 */
final class RouteText {

    private static final Set<String> KEYWORDS =
            Set.of("path-id", "next-hop", "as-path", "communities", "large-communities", "med", "local-pref", "origin");

    private static final long MAX_UNSIGNED = 0xffff_ffffL;

    private RouteText() {}

    /** A route to be announced. */
    static RouteChange announcement(Words words) throws RouteTextException {
        Prefix prefix = prefix(words);
        long pathId = Nlri.NO_PATH_ID;
        PathAttributes attributes = PathAttributes.EMPTY;
        while (words.hasNext()) {
            String keyword = words.next("a keyword");
            if (keyword.equals("path-id")) {
                pathId = number(words, keyword);
            } else {
                attributes = attributes.with(attribute(keyword, words));
            }
        }
        return new RouteChange(new Nlri(prefix, pathId), attributes, false);
    }

    /** A route to be withdrawn. */
    static RouteChange withdrawal(Words words) throws RouteTextException {
        Prefix prefix = prefix(words);
        long pathId = Nlri.NO_PATH_ID;
        if (words.hasNext() && words.peek().equals("path-id")) {
            pathId = number(words, words.next("path-id"));
        }
        if (words.hasNext()) {
            throw new RouteTextException("'" + words.peek() + "' after a route to be withdrawn");
        }
        return new RouteChange(new Nlri(prefix, pathId), null, false);
    }

    /** A line of a file: {@code withdraw} and a route, or a route, with or without {@code announce}. */
    static RouteChange line(Words words) throws RouteTextException {
        if (words.peek().equals("withdraw")) {
            words.next("withdraw");
            return withdrawal(words);
        }
        if (words.peek().equals("announce")) {
            words.next("announce");
        }
        return announcement(words);
    }

    private static Prefix prefix(Words words) throws RouteTextException {
        String text = words.next("a prefix");
        try {
            return Prefix.parse(text);
        } catch (IllegalArgumentException e) {
            throw new RouteTextException(String.valueOf(e.getMessage()));
        }
    }

    private static PathAttribute attribute(String keyword, Words words) throws RouteTextException {
        try {
            return switch (keyword) {
                case "next-hop" -> new NextHop(IpAddress.parse(words.next("an address")));
                case "as-path" -> asPath(words.next("an AS path"));
                case "communities" -> communities(words);
                case "large-communities" -> largeCommunities(words);
                case "med" -> new MultiExitDisc(number(words, keyword));
                case "local-pref" -> new LocalPref(number(words, keyword));
                case "origin" -> origin(words.next("an origin"));
                default ->
                    throw new RouteTextException("'" + keyword + "' is none of "
                            + KEYWORDS.stream().sorted().toList());
            };
        } catch (IllegalArgumentException e) {
            throw new RouteTextException(keyword + ": " + e.getMessage());
        }
    }

    private static Origin origin(String name) throws RouteTextException {
        for (Origin origin : Origin.values()) {
            if (origin.name().equals(name.toUpperCase(Locale.ROOT))) {
                return origin;
            }
        }
        throw new RouteTextException("'" + name + "' is none of igp, egp, incomplete");
    }

    private static long number(Words words, String keyword) throws RouteTextException {
        return number(words.next("the number of " + keyword), MAX_UNSIGNED);
    }

    private static long number(String text, long max) throws RouteTextException {
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (text.isEmpty() || text.length() > 10 || !digits || Long.parseLong(text) > max) {
            throw new RouteTextException("'" + text + "' is no number from 0 to " + max);
        }
        return Long.parseLong(text);
    }

    /** Numbers in a sequence; braces around a set. */
    private static AsPath asPath(String text) throws RouteTextException {
        List<AsPath.Segment> segments = new ArrayList<>();
        List<AsNumber> numbers = new ArrayList<>();
        boolean set = false;
        String spaced = text.replace("{", " { ").replace("}", " } ").replace(',', ' ');
        for (String word : spaced.strip().split("\\s+", -1)) {
            if (word.equals("{") || word.equals("}")) {
                if (set == word.equals("{")) {
                    throw new RouteTextException("braces do not match in '" + text + "'");
                }
                endSegment(set, numbers, segments);
                set = !set;
            } else if (!word.isEmpty()) {
                numbers.add(AsNumber.parse(word));
            }
        }
        if (set) {
            throw new RouteTextException("braces do not match in '" + text + "'");
        }
        endSegment(false, numbers, segments);
        return new AsPath(segments);
    }

    private static void endSegment(boolean set, List<AsNumber> numbers, List<AsPath.Segment> segments) {
        AsPath.SegmentType type = set ? AsPath.SegmentType.AS_SET : AsPath.SegmentType.AS_SEQUENCE;
        for (int i = 0; i < numbers.size(); i += AsPath.MAX_SEGMENT_LENGTH) {
            int end = Math.min(numbers.size(), i + AsPath.MAX_SEGMENT_LENGTH);
            segments.add(new AsPath.Segment(type, numbers.subList(i, end)));
        }
        numbers.clear();
    }

    private static List<String> values(Words words) throws RouteTextException {
        List<String> values = new ArrayList<>();
        while (words.hasNext() && !KEYWORDS.contains(words.peek())) {
            for (String value : words.next("a community").strip().split("[\\s,]+", -1)) {
                values.add(value);
            }
        }
        return values;
    }

    private static Communities communities(Words words) throws RouteTextException {
        List<Community> communities = new ArrayList<>();
        for (String value : values(words)) {
            String[] parts = parts(value, 2);
            communities.add(Community.of((int) number(parts[0], 0xffff), (int) number(parts[1], 0xffff)));
        }
        return new Communities(communities);
    }

    private static LargeCommunities largeCommunities(Words words) throws RouteTextException {
        List<LargeCommunity> communities = new ArrayList<>();
        for (String value : values(words)) {
            String[] parts = parts(value, 3);
            communities.add(new LargeCommunity(
                    number(parts[0], MAX_UNSIGNED), number(parts[1], MAX_UNSIGNED), number(parts[2], MAX_UNSIGNED)));
        }
        return new LargeCommunities(communities);
    }

    private static String[] parts(String value, int count) throws RouteTextException {
        String[] parts = value.split(":", -1);
        if (parts.length != count) {
            throw new RouteTextException("'" + value + "' is no community of " + count + " numbers");
        }
        return parts;
    }
}
