package io.nightjar.benchmarks.mesh;

import io.nightjar.benchmarks.harness.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** What the other nodes say, as BIRD would with Calico's configuration: ADD-PATH in both directions, graceful restart. */
final class PlayerWords {

    /** ADD-PATH (RFC 7911 §4): the sender of the OPEN is able to receive several paths, to send them, or both. */
    static final int RECEIVE = 1;

    static final int SEND = 2;

    private static final int ADD_PATH = 69;

    /** IPv4 unicast, route refresh, graceful restart (120 s, nothing preserved), ADD-PATH, and the AS in four octets. */
    private static final List<Integer> OFFERED = List.of(
            1,
            4,
            0,
            1,
            0,
            1,
            2,
            0,
            64,
            6,
            0,
            120,
            0,
            1,
            1,
            0,
            ADD_PATH,
            4,
            0,
            1,
            1,
            RECEIVE | SEND,
            65,
            4,
            0,
            0,
            0xfc,
            0);

    private static final int PARAMETERS_OFFSET = 10;
    private static final int CAPABILITIES = 2;
    private static final int ATTRIBUTES_OFFSET = 2;

    /** Calico's for a route of ordinary priority: 1024 is the kernel's metric, and the greater one is, the smaller is the other. */
    static final int PREFERENCE = Integer.MAX_VALUE - 1024;

    private static final int PATH_IDENTIFIER = 1;

    private final MeshPlan plan;
    private final int holdTimeSeconds;
    private final boolean[] withPathIdentifiers;

    PlayerWords(MeshPlan plan, int holdTimeSeconds) {
        this.plan = plan;
        this.holdTimeSeconds = holdTimeSeconds;
        this.withPathIdentifiers = new boolean[plan.nodes()];
    }

    /** The OPEN of a node; its address is its identifier. */
    ByteBuffer open(int node) {
        return Wire.open(MeshPlan.AS, holdTimeSeconds, plan.address(node), OFFERED);
    }

    /** Whether a node's announcements have path identifiers from now on. */
    void agree(int node, boolean pathIdentifiers) {
        withPathIdentifiers[node] = pathIdentifiers;
    }

    /** All blocks of a node, and End-of-RIB (RFC 4724 §2). */
    ByteBuffer announcement(int node) {
        byte[] attributes = attributes(node);
        ByteArrayOutputStream routes = new ByteArrayOutputStream();
        for (int index = 0; index < MeshPlan.BLOCKS; index++) {
            if (withPathIdentifiers[node]) {
                routes.writeBytes(fourOctets(PATH_IDENTIFIER));
            }
            routes.write(MeshPlan.BLOCK_LENGTH);
            routes.writeBytes(fourOctets(plan.block(node, index)));
        }
        ByteBuffer update = update(attributes, routes.toByteArray());
        ByteBuffer end = update(new byte[0], new byte[0]);
        return ByteBuffer.allocate(update.remaining() + end.remaining())
                .put(update)
                .put(end)
                .flip();
    }

    private static ByteBuffer update(byte[] attributes, byte[] routes) {
        int length = Wire.HEADER_LENGTH + ATTRIBUTES_OFFSET + 2 + attributes.length + routes.length;
        return Wire.begin(length, Wire.UPDATE)
                .putShort((short) 0)
                .putShort((short) attributes.length)
                .put(attributes)
                .put(routes)
                .flip();
    }

    /** ORIGIN, an empty AS_PATH, NEXT_HOP and LOCAL_PREF. */
    private byte[] attributes(int node) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(new byte[] {0x40, 1, 1, 0, 0x40, 2, 0, 0x40, 3, 4});
        octets.writeBytes(fourOctets(plan.address(node)));
        octets.writeBytes(new byte[] {0x40, 5, 4});
        octets.writeBytes(fourOctets(PREFERENCE));
        return octets.toByteArray();
    }

    private static byte[] fourOctets(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    /** What an OPEN's body offers of ADD-PATH for IPv4 unicast: {@link #RECEIVE}, {@link #SEND}, both or 0. */
    static int addPath(byte[] octets, int from, int end) {
        int at = from + PARAMETERS_OFFSET;
        while (at < end) {
            int parameterEnd = at + 2 + octets[at + 1];
            if (octets[at] == CAPABILITIES) {
                int flags = addPathOf(octets, at + 2, parameterEnd);
                if (flags != 0) {
                    return flags;
                }
            }
            at = parameterEnd;
        }
        return 0;
    }

    private static int addPathOf(byte[] octets, int from, int end) {
        int at = from;
        while (at < end) {
            int capabilityEnd = at + 2 + (octets[at + 1] & 0xff);
            if (octets[at] == ADD_PATH) {
                for (int family = at + 2; family < capabilityEnd; family += 4) {
                    if (octets[family + 1] == 1 && octets[family + 2] == 1) {
                        return octets[family + 3];
                    }
                }
            }
            at = capabilityEnd;
        }
        return 0;
    }
}
