package io.nightjar.bgp.capability;

import io.nightjar.bgp.net.AddressFamily;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The sender can send or receive several paths to one destination (RFC 7911 §4).
 *
 * @param entries one for each family, in the order sent
 */
public record AddPathCapability(List<Entry> entries) implements Capability {

    public static final int CODE = 69;

    private static final int MAX_ENTRIES = 0xff / 4;

    public AddPathCapability {
        entries = List.copyOf(entries);
        if (entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException(entries.size() + " families in one capability");
        }
    }

    /** A capability for families that are to be received, sent, or both. */
    public static AddPathCapability of(Set<AddressFamily> receive, Set<AddressFamily> send) {
        SortedSet<AddressFamily> families = new TreeSet<>(receive);
        families.addAll(send);
        return new AddPathCapability(families.stream()
                .map(family -> new Entry(
                        family,
                        (receive.contains(family) ? Entry.RECEIVE : 0) | (send.contains(family) ? Entry.SEND : 0)))
                .toList());
    }

    @Override
    public int code() {
        return CODE;
    }

    /** The families that the sender can receive several paths of; an entry with an unknown mode counts as not there. */
    public SortedSet<AddressFamily> receive() {
        return having(Entry.RECEIVE);
    }

    /** The families that the sender can send several paths of. */
    public SortedSet<AddressFamily> send() {
        return having(Entry.SEND);
    }

    private SortedSet<AddressFamily> having(int bit) {
        SortedSet<AddressFamily> families = new TreeSet<>();
        for (Entry entry : entries) {
            if (entry.isKnown() && (entry.mode & bit) != 0) {
                families.add(entry.family);
            }
        }
        return families;
    }

    /**
     * What the sender can do in one family.
     *
     * @param mode 1 to receive, 2 to send, 3 for both; any other octet is to be ignored
     */
    public record Entry(AddressFamily family, int mode) {

        /** The Send/Receive field of a speaker that can receive several paths. */
        public static final int RECEIVE = 1;

        /** The Send/Receive field of a speaker that can send several paths. */
        public static final int SEND = 2;

        public Entry {
            if (mode < 0 || mode > 0xff) {
                throw new IllegalArgumentException("mode out of range: " + mode);
            }
        }

        boolean isKnown() {
            return mode >= RECEIVE && mode <= (RECEIVE | SEND);
        }
    }
}
