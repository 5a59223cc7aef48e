package io.nightjar.benchmarks.mesh;

import io.nightjar.benchmarks.harness.Complaints;
import io.nightjar.benchmarks.harness.Wire;

/**
 * What the target tells one other node: its own blocks, with itself as next hop, and nothing else, least of all what it has from other
 * nodes (RFC 4271 §9.2). Belongs to one thread.
 */
final class Announcements {

    private static final int ORIGIN = 1;
    private static final int AS_PATH = 2;
    private static final int NEXT_HOP = 3;
    private static final int MULTI_EXIT_DISC = 4;
    private static final int LOCAL_PREF = 5;
    private static final int DEFAULT_PREFERENCE = 100;
    private static final int EXTENDED_LENGTH = 0x10;
    private static final int MANDATORY = 1 << ORIGIN | 1 << AS_PATH | 1 << NEXT_HOP | 1 << LOCAL_PREF;
    private static final int COMPLETE = (1 << MeshPlan.BLOCKS) - 1;
    private static final int PATH_IDENTIFIER_LENGTH = 4;

    private final String hearer;
    private final MeshPlan plan;
    private final Complaints complaints;
    private boolean pathIdentifiers;
    private int present;

    Announcements(String hearer, MeshPlan plan, Complaints complaints) {
        this.hearer = hearer;
        this.plan = plan;
        this.complaints = complaints;
    }

    /** A new session: nothing is there. */
    void begin(boolean withPathIdentifiers) {
        pathIdentifiers = withPathIdentifiers;
        present = 0;
    }

    /** Whether all of the target's blocks are announced. */
    boolean complete() {
        return present == COMPLETE;
    }

    /** Takes the body of an UPDATE (RFC 4271 §4.3). */
    void update(byte[] octets, int from, int end) {
        int attributes = from + 2 + Wire.number(octets, from, 2);
        for (int at = from + 2; at < attributes; ) {
            at = route(octets, at, false);
        }
        int routes = attributes + 2 + Wire.number(octets, attributes, 2);
        if (routes > attributes + 2) {
            check(octets, attributes + 2, routes);
        }
        for (int at = routes; at < end; ) {
            at = route(octets, at, true);
        }
    }

    private int route(byte[] octets, int from, boolean announced) {
        int at = from + (pathIdentifiers ? PATH_IDENTIFIER_LENGTH : 0);
        int length = octets[at];
        int significant = (length + 7) / 8;
        int missing = Byte.SIZE * (Integer.BYTES - significant);
        int address = significant == 0 ? 0 : Wire.number(octets, at + 1, significant) << missing;
        int block = plan.ownBlock(address, length);
        if (block == MeshPlan.NOBODY) {
            complaints.add(hearer + (announced ? " hears of " : " loses ") + Wire.text(address) + "/" + length);
        } else {
            present = announced ? present | (1 << block) : present & ~(1 << block);
        }
        return at + 1 + significant;
    }

    private void check(byte[] octets, int from, int end) {
        int seen = 0;
        for (int at = from; at < end; ) {
            boolean extended = (octets[at] & EXTENDED_LENGTH) != 0;
            int type = octets[at + 1];
            int value = at + (extended ? 4 : 3);
            int length = Wire.number(octets, at + 2, extended ? 2 : 1);
            if (!isRight(type, length, Wire.number(octets, value, Math.min(length, Integer.BYTES)))) {
                complaints.add(hearer + " hears attribute " + type + ": " + Wire.hex(octets, value, length));
            }
            seen |= 1 << type;
            at = value + length;
        }
        if ((seen & MANDATORY) != MANDATORY) {
            complaints.add(hearer + " hears too few attributes: " + Wire.hex(octets, from, end - from));
        }
    }

    private boolean isRight(int type, int length, int value) {
        return switch (type) {
            case ORIGIN -> length == 1 && value == 0;
            case AS_PATH -> length == 0;
            case NEXT_HOP -> value == plan.address(plan.target());
            case LOCAL_PREF -> value == PlayerWords.PREFERENCE || value == DEFAULT_PREFERENCE;
            case MULTI_EXIT_DISC -> {
                // RFC 4271 §5.1.4: to a receiver the same as none.
                complaints.tolerate("adds a MULTI_EXIT_DISC of 0");
                yield value == 0;
            }
            default -> false;
        };
    }
}
