package io.nightjar.benchmarks.reflector;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a client says about some of its routes, and what a reflector has to make of it.
 *
 * @param client who says it
 * @param asPath the path outside, the nearest autonomous system first
 * @param multiExitDisc negative if there is none
 * @param communities perhaps none
 */
record AttributeSet(int client, List<Integer> asPath, int multiExitDisc, List<Integer> communities) {

    private static final int ORIGIN = 1;
    private static final int AS_PATH = 2;
    private static final int NEXT_HOP = 3;
    private static final int MULTI_EXIT_DISC = 4;
    private static final int LOCAL_PREF = 5;
    private static final int COMMUNITIES = 8;
    private static final int ORIGINATOR_ID = 9;
    private static final int CLUSTER_LIST = 10;
    private static final int WELL_KNOWN = 0x40;
    private static final int OPTIONAL = 0x80;
    private static final int OPTIONAL_TRANSITIVE = 0xc0;
    private static final int AS_SEQUENCE = 2;
    private static final int PREFERENCE = 100;
    private static final int NONE = -1;

    private static final int FIRST_AS = 1000;
    private static final int TRANSITS = 200;

    /** None of those behind it is the reflector's own (64512): a path with that is a loop, and no daemon takes it. */
    private static final int FIRST_ORIGIN = 100_000;

    private static final int LONGEST_PATH = 7;
    private static final int MOST_COMMUNITIES = 6;
    private static final int TENTHS_WITH_MED = 2;
    private static final int TENTHS_WITH_COMMUNITIES = 6;

    AttributeSet {
        asPath = List.copyOf(asPath);
        communities = List.copyOf(communities);
    }

    /** What a Calico node says of its blocks. */
    static AttributeSet ofBlocks(int client) {
        return new AttributeSet(client, List.of(), NONE, List.of());
    }

    /** What a border router says of some of the Internet; different for each number. */
    static AttributeSet random(SplittableRandom chance, int number) {
        List<Integer> path = new ArrayList<>();
        int transits = 1 + chance.nextInt(LONGEST_PATH - 1);
        for (int hop = 0; hop < transits; hop++) {
            path.add(FIRST_AS + chance.nextInt(TRANSITS));
        }
        path.add(FIRST_ORIGIN + number);
        List<Integer> communities = new ArrayList<>();
        if (chance.nextInt(10) < TENTHS_WITH_COMMUNITIES) {
            int count = 1 + chance.nextInt(MOST_COMMUNITIES);
            for (int index = 0; index < count; index++) {
                // In ascending order, as everybody may sort them.
                communities.add(path.get(0) << 16 | index << 8 | chance.nextInt(256));
            }
        }
        int metric = chance.nextInt(10) < TENTHS_WITH_MED ? chance.nextInt(1000) : NONE;
        return new AttributeSet(0, path, metric, communities);
    }

    /** Encoded as the client sends it, in the order of the types. */
    byte[] sent() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        attribute(octets, WELL_KNOWN, ORIGIN, new byte[] {0});
        attribute(octets, WELL_KNOWN, AS_PATH, path());
        attribute(octets, WELL_KNOWN, NEXT_HOP, fourOctets(List.of(Place.client(client))));
        if (multiExitDisc != NONE) {
            attribute(octets, OPTIONAL, MULTI_EXIT_DISC, fourOctets(List.of(multiExitDisc)));
        }
        attribute(octets, WELL_KNOWN, LOCAL_PREF, fourOctets(List.of(PREFERENCE)));
        if (!communities.isEmpty()) {
            attribute(octets, OPTIONAL_TRANSITIVE, COMMUNITIES, fourOctets(communities));
        }
        return octets.toByteArray();
    }

    /** Whether there is a MULTI_EXIT_DISC. */
    boolean hasMetric() {
        return multiExitDisc != NONE;
    }

    /** The same with a metric of zero. */
    AttributeSet withMetric() {
        return new AttributeSet(client, asPath, 0, communities);
    }

    /** As others have to hear it, in the order of the types: RFC 4456 §8 adds two attributes, and nothing else changes. */
    byte[] reflected() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(sent());
        attribute(octets, OPTIONAL, ORIGINATOR_ID, fourOctets(List.of(Place.client(client))));
        attribute(octets, OPTIONAL, CLUSTER_LIST, fourOctets(List.of(Place.REFLECTOR_BITS)));
        return octets.toByteArray();
    }

    private byte[] path() {
        if (asPath.isEmpty()) {
            return new byte[0];
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.write(AS_SEQUENCE);
        octets.write(asPath.size());
        octets.writeBytes(fourOctets(asPath));
        return octets.toByteArray();
    }

    private static byte[] fourOctets(List<Integer> numbers) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int number : numbers) {
            octets.write(number >>> 24);
            octets.write(number >>> 16);
            octets.write(number >>> 8);
            octets.write(number);
        }
        return octets.toByteArray();
    }

    private static void attribute(ByteArrayOutputStream octets, int flags, int type, byte[] value) {
        octets.write(flags);
        octets.write(type);
        octets.write(value.length);
        octets.writeBytes(value);
    }
}
