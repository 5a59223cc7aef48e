package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.harness.Complaints;
import io.nightjar.benchmarks.harness.Wire;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says which set of attributes some octets are. A block of octets is taken apart and compared once; when the same octets come again,
 * which they do for every client, looking them up is enough. Belongs to one thread.
 */
final class AttributeBook {

    /** Octets that are none of the sets. */
    static final int WRONG = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int EXTENDED_LENGTH = 0x10;

    private final Map<ByteBuffer, Integer> expected = new HashMap<>();
    private final Map<ByteBuffer, Integer> withMetric = new HashMap<>();
    private final Complaints complaints;
    private byte[] octets = new byte[1 << 16];
    private int used;
    private Block[] table = new Block[1 << 10];
    private int blocks;

    /** Knows the sets by what a reflector makes of them. */
    AttributeBook(List<AttributeSet> sets, Complaints complaints) {
        this.complaints = complaints;
        for (int set = 0; set < sets.size(); set++) {
            AttributeSet attributes = sets.get(set);
            expected.put(ByteBuffer.wrap(attributes.reflected()), set);
            if (!attributes.hasMetric()) {
                withMetric.put(ByteBuffer.wrap(attributes.withMetric().reflected()), set);
            }
        }
    }

    /** Octets that have come before: where they are kept, and what they are. */
    private record Block(long hash, int from, int length, int set) {}

    /** The number of the set whose encoded form this is, in whatever order, or {@link #WRONG}. */
    int identify(byte[] message, int from, int length) {
        long hash = hash(message, from, length);
        int slot = slot(hash);
        for (Block block = table[slot]; block != null; block = table[slot]) {
            if (block.hash == hash
                    && Arrays.equals(octets, block.from, block.from + block.length, message, from, from + length)) {
                return block.set;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        int set = find(ByteBuffer.wrap(ordered(message, from, length)));
        keep(new Block(hash, used, length, set), message, from);
        return set;
    }

    private int find(ByteBuffer attributes) {
        int set = expected.getOrDefault(attributes, WRONG);
        if (set == WRONG && withMetric.containsKey(attributes)) {
            // RFC 4271 §5.1.4 leaves a missing metric missing; to a receiver it means zero all the same.
            complaints.tolerate("adds a MULTI_EXIT_DISC of 0");
            return withMetric.get(attributes);
        }
        return set;
    }

    private int slot(long hash) {
        return (int) (hash >>> 32) & (table.length - 1);
    }

    private static long hash(byte[] message, int from, int length) {
        long hash = length;
        int at = from;
        for (int end = from + length - Long.BYTES; at <= end; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(message, at)) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        for (; at < from + length; at++) {
            hash = (hash ^ message[at]) * MULTIPLIER;
        }
        return hash ^ hash >>> 32;
    }

    private void keep(Block block, byte[] message, int from) {
        if (used + block.length > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(2 * octets.length, used + block.length));
        }
        System.arraycopy(message, from, octets, used, block.length);
        used += block.length;
        if (2 * ++blocks > table.length) {
            Block[] former = table;
            table = new Block[2 * former.length];
            Arrays.stream(former).filter(kept -> kept != null).forEach(this::insert);
        }
        insert(block);
    }

    private void insert(Block block) {
        int slot = slot(block.hash);
        while (table[slot] != null) {
            slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = block;
    }

    /** The same attributes in the order of their types, with short lengths where these do. */
    private static byte[] ordered(byte[] message, int from, int length) {
        Map<Integer, byte[]> attributes = new TreeMap<>();
        int at = from;
        while (at < from + length) {
            boolean extended = (message[at] & EXTENDED_LENGTH) != 0;
            int header = extended ? 4 : 3;
            int size = Wire.number(message, at + 2, extended ? 2 : 1);
            byte[] attribute = new byte[3 + size];
            attribute[0] = (byte) (message[at] & ~EXTENDED_LENGTH);
            attribute[1] = message[at + 1];
            attribute[2] = (byte) size;
            System.arraycopy(message, at + header, attribute, 3, size);
            attributes.put((int) message[at + 1], attribute);
            at += header + size;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        attributes.values().forEach(all::put);
        return Arrays.copyOf(all.array(), all.position());
    }
}
