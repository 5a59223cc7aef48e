package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.harness.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which prefixes there are, who announces each, and with which set of attributes. Prefixes are numbers, and stand at equal distances,
 * so that the number of one that arrives is found by arithmetic.
 */
final class RoutePlan {

    /** No prefix of this plan. */
    static final int UNKNOWN = -1;

    /** Prefixes beside the plan's that the first client may announce and withdraw while everything else stays. */
    static final int SPARE = 256;

    private static final int BLOCKS_BASE = 10 << 24 | 128 << 16;
    private static final int BLOCK_SHIFT = 6;
    private static final byte BLOCK_LENGTH = 26;
    private static final int TABLE_BASE = 64 << 24;
    private static final int TABLE_SHIFT = 10;
    private static final int MOST_PREFIXES = 1 << 20;
    private static final long SEED = 20_170_401;

    /** Of ten prefixes so many are /24 and /23, and the rest /22: about what the Internet's table has. */
    private static final int TENTHS_24 = 7;

    private static final int TENTHS_23 = 8;
    private static final int MOST_WITH_ONE_SET = 12;

    private final int base;
    private final int shift;
    private final byte[] lengths;
    private final int[] owners;
    private final int[] sets;
    private final List<AttributeSet> attributes;
    private final int planned;

    private RoutePlan(int base, int shift, int planned, List<AttributeSet> attributes) {
        this.base = base;
        this.shift = shift;
        this.planned = planned;
        this.lengths = new byte[planned + SPARE];
        this.owners = new int[planned + SPARE];
        this.sets = new int[planned + SPARE];
        this.attributes = attributes;
    }

    /** Each client has so many blocks of its own, as a Calico node has. */
    static RoutePlan blocks(int clients, int each) {
        List<AttributeSet> attributes = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            attributes.add(AttributeSet.ofBlocks(client));
        }
        RoutePlan plan = new RoutePlan(BLOCKS_BASE, BLOCK_SHIFT, clients * each, attributes);
        for (int prefix = 0; prefix < plan.lengths.length; prefix++) {
            int owner = prefix < plan.planned ? prefix / each : 0;
            plan.set(prefix, BLOCK_LENGTH, owner, owner);
        }
        return plan;
    }

    /** The first client has so many prefixes of all kinds, a few with each set of attributes; the others have none. */
    static RoutePlan table(int prefixes) {
        if (prefixes > MOST_PREFIXES - SPARE) {
            throw new IllegalArgumentException("at most " + (MOST_PREFIXES - SPARE) + " prefixes, not " + prefixes);
        }
        SplittableRandom chance = new SplittableRandom(SEED);
        List<AttributeSet> attributes = new ArrayList<>();
        RoutePlan plan = new RoutePlan(TABLE_BASE, TABLE_SHIFT, prefixes, attributes);
        int left = 0;
        for (int prefix = 0; prefix < plan.lengths.length; prefix++) {
            if (left == 0) {
                // Most sets have one or two prefixes, a few have many.
                left = 1 + chance.nextInt(1 + chance.nextInt(MOST_WITH_ONE_SET));
                attributes.add(AttributeSet.random(chance, attributes.size()));
            }
            left--;
            plan.set(prefix, randomLength(chance.nextInt(10)), 0, attributes.size() - 1);
        }
        return plan;
    }

    private static byte randomLength(int tenth) {
        if (tenth < TENTHS_24) {
            return 24;
        }
        return (byte) (tenth < TENTHS_23 ? 23 : 22);
    }

    private void set(int prefix, byte length, int owner, int set) {
        lengths[prefix] = length;
        owners[prefix] = owner;
        sets[prefix] = set;
    }

    /** How many prefixes there are, without the spare ones, which come behind them. */
    int planned() {
        return planned;
    }

    /** How many there are, all told. */
    int all() {
        return lengths.length;
    }

    int address(int prefix) {
        return base + (prefix << shift);
    }

    int length(int prefix) {
        return lengths[prefix];
    }

    int owner(int prefix) {
        return owners[prefix];
    }

    int attributeSet(int prefix) {
        return sets[prefix];
    }

    List<AttributeSet> attributes() {
        return attributes;
    }

    /** The number of a prefix, or {@link #UNKNOWN}. */
    int find(int address, int length) {
        int prefix = (address - base) >>> shift;
        boolean known = prefix < lengths.length && address(prefix) == address && lengths[prefix] == length;
        return known ? prefix : UNKNOWN;
    }

    String text(int prefix) {
        return Wire.text(address(prefix)) + "/" + length(prefix);
    }
}
