package io.nightjar.bgp.net;

import java.util.SplittableRandom;

/**
 * Hashes that differ in each process, so that nobody outside can choose values with equal ones: a table would have to compare each of
 * them with all before. A hash begins with {@link #SEED}, takes one value after the other, and ends. Nothing that can be seen may depend on
 * one.
 */
public final class SeededHash {

    /** With what hashes begin. */
    public static final long SEED = new SplittableRandom().nextLong();

    private SeededHash() {}

    /** The hash of a run of numbers. */
    public static int of(int[] values) {
        long hash = SEED;
        for (int value : values) {
            hash = next(hash, value);
        }
        return end(hash);
    }

    /** The hash that goes on with a value. */
    public static long next(long hash, long value) {
        return mixed(hash ^ value);
    }

    /** What has been made of all values. */
    public static int end(long hash) {
        return (int) (hash ^ hash >>> 32);
    }

    /** Different for different bits; each bit of the result depends on each. */
    private static long mixed(long bits) {
        long half = (bits ^ bits >>> 32) * 0xd6e8feb86659fd93L;
        return (half ^ half >>> 32) * 0xd6e8feb86659fd93L;
    }
}
