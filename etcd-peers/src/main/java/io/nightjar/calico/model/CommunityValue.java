package io.nightjar.calico.model;

import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LargeCommunity;
import io.nightjar.rib.policy.RouteCondition;
import io.nightjar.rib.policy.RouteOperation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A community as it is written: {@code 64512:100}, or a large one, {@code 64512:300:1}.
 *
 * @param text the writing
 */
public record CommunityValue(String text) implements Comparable<CommunityValue> {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,10}):([0-9]{1,10})(?::([0-9]{1,10}))?");

    private static final long MAX_16 = 0xffff;

    private static final long MAX_32 = 0xffff_ffffL;

    /** Whether a text has the form of a community, be its numbers in range or not. */
    static boolean hasForm(String text) {
        return FORM.matcher(text).matches();
    }

    /** Reads a community. */
    static CommunityValue parse(String text) throws MalformedObjectException {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new MalformedObjectException("not a community: " + Scalars.quote(text));
        }
        long max = parts.group(3) == null ? MAX_16 : MAX_32;
        for (int i = 1; i <= 3; i++) {
            if (parts.group(i) != null && Long.parseLong(parts.group(i)) > max) {
                throw new MalformedObjectException("not a community: " + Scalars.quote(text));
            }
        }
        return new CommunityValue(text);
    }

    /** Adds it to a route. */
    public RouteOperation add() {
        long[] parts = parts();
        return parts.length == 2
                ? new RouteOperation.AddCommunity(Community.of((int) parts[0], (int) parts[1]))
                : new RouteOperation.AddLargeCommunity(new LargeCommunity(parts[0], parts[1], parts[2]));
    }

    /** Whether a route carries it. */
    public RouteCondition present() {
        long[] parts = parts();
        return parts.length == 2
                ? new RouteCondition.HasCommunity(Community.of((int) parts[0], (int) parts[1]))
                : new RouteCondition.HasLargeCommunity(new LargeCommunity(parts[0], parts[1], parts[2]));
    }

    private long[] parts() {
        String[] parts = text.split(":", -1);
        long[] numbers = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Long.parseLong(parts[i]);
        }
        return numbers;
    }

    @Override
    public int compareTo(CommunityValue other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
