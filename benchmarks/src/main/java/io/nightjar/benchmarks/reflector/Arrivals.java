package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.harness.Complaints;
import io.nightjar.benchmarks.harness.Wire;
import java.util.Arrays;

/**
 * What has arrived at one client and is still announced. Everything is checked: a prefix that nobody announces, one's own, attributes
 * that are not the announcer's, a withdrawal of what was never there. Belongs to one thread.
 */
final class Arrivals {

    private static final int WORD = 6;
    private static final int WITHDRAWN_LENGTH = 2;

    private final int client;
    private final RoutePlan plan;
    private final AttributeBook book;
    private final Complaints complaints;
    private final SpareListener spares;
    private final long[] present;
    private int count;

    Arrivals(int client, RoutePlan plan, AttributeBook book, Complaints complaints, SpareListener spares) {
        this.client = client;
        this.plan = plan;
        this.book = book;
        this.complaints = complaints;
        this.spares = spares;
        this.present = new long[(plan.all() >> WORD) + 1];
    }

    /** Hears of prefixes beside the plan. */
    interface SpareListener {

        /** One has arrived at a client, or has been withdrawn from it. */
        void changed(int prefix, boolean announced);
    }

    /** How many of the planned prefixes are there. */
    int count() {
        return count;
    }

    /** A new session: nothing is there. */
    void clear() {
        Arrays.fill(present, 0);
        count = 0;
    }

    /** Takes the body of an UPDATE (RFC 4271 §4.3). */
    void update(byte[] octets, int from, int end) {
        int withdrawn = Wire.number(octets, from, 2);
        int at = from + WITHDRAWN_LENGTH;
        int attributes = at + withdrawn;
        while (at < attributes) {
            at = withdraw(octets, at);
        }
        int attributesLength = Wire.number(octets, attributes, 2);
        at = attributes + 2 + attributesLength;
        if (at == end) {
            if (attributesLength > 0) {
                complaints.add("client " + client + ": attributes without a route: "
                        + Wire.hex(octets, attributes + 2, attributesLength));
            }
            return;
        }
        int set = book.identify(octets, attributes + 2, attributesLength);
        if (set == AttributeBook.WRONG) {
            complaints.add("client " + client + ": attributes of nobody: "
                    + Wire.hex(octets, attributes + 2, attributesLength));
        }
        while (at < end) {
            at = announce(octets, at, set);
        }
    }

    private int announce(byte[] octets, int at, int set) {
        int prefix = prefix(octets, at);
        if (prefix == RoutePlan.UNKNOWN) {
            complaints.add("client " + client + ": unknown prefix");
        } else {
            if (set != plan.attributeSet(prefix) && set != AttributeBook.WRONG) {
                complaints.add("client " + client + ": " + plan.text(prefix) + " with attributes of another");
            }
            if (plan.owner(prefix) == client) {
                // RFC 4456 §8: the client knows them by ORIGINATOR_ID and ignores them.
                complaints.tolerate("sends routes back to their origin");
            } else {
                change(prefix, true);
            }
        }
        return next(octets, at);
    }

    private int withdraw(byte[] octets, int at) {
        int prefix = prefix(octets, at);
        if (prefix == RoutePlan.UNKNOWN) {
            complaints.add("client " + client + ": withdrawal of an unknown prefix");
        } else if (plan.owner(prefix) != client) {
            change(prefix, false);
        }
        return next(octets, at);
    }

    private void change(int prefix, boolean announced) {
        long bit = 1L << prefix;
        int word = prefix >> WORD;
        boolean before = (present[word] & bit) != 0;
        if (before != announced) {
            present[word] ^= bit;
            if (prefix < plan.planned()) {
                count += announced ? 1 : -1;
            } else {
                spares.changed(prefix, announced);
            }
        }
    }

    private static int next(byte[] octets, int at) {
        return at + 1 + (octets[at] + 7) / 8;
    }

    private int prefix(byte[] octets, int at) {
        int length = octets[at];
        int significant = (length + 7) / 8;
        int address = 0;
        for (int index = 1; index <= Integer.BYTES; index++) {
            address = address << 8 | (index <= significant ? octets[at + index] & 0xff : 0);
        }
        return plan.find(address, length);
    }
}
