package io.nightjar.benchmarks.mesh;

import io.nightjar.benchmarks.harness.Wire;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A cluster whose nodes all have sessions with each other: their addresses, and the blocks of each.
 *
 * @param nodes how many, the target included
 * @param target the number of the one that is measured: in the middle when addresses are compared as texts, which is how Calico decides
 *     who of two nodes dials, so that it dials half of the others and is dialed by the other half
 */
record MeshPlan(int nodes, int target) {

    static final int AS = 64512;
    static final String NETWORK = "10.99.0.0/16";
    static final String POOL = "10.128.0.0/10";
    static final int BLOCKS = 5;
    static final int BLOCK_LENGTH = 26;

    /** Where etcd is. */
    static final String STORE_ADDRESS = "10.99.255.1";

    /** No node of this plan. */
    static final int NOBODY = -1;

    /** So that all blocks fit into the pool. */
    static final int MOST_NODES = 10_000;

    private static final int FIRST_ADDRESS = 10 << 24 | 99 << 16 | 1;
    private static final int IN_A_ROW = 250;
    private static final int ROW = 256;
    private static final int FIRST_BLOCK = 10 << 24 | 128 << 16;
    private static final int BLOCK_SHIFT = 32 - BLOCK_LENGTH;

    static MeshPlan of(int nodes) {
        List<Integer> sorted = IntStream.range(0, nodes)
                .boxed()
                .sorted(Comparator.comparing(node -> Wire.text(bits(node))))
                .toList();
        return new MeshPlan(nodes, sorted.get(nodes / 2));
    }

    private static int bits(int node) {
        return FIRST_ADDRESS + node / IN_A_ROW * ROW + node % IN_A_ROW;
    }

    /** An address as bits. */
    int address(int node) {
        return bits(node);
    }

    String addressText(int node) {
        return Wire.text(bits(node));
    }

    /** The number of a node with that address, or {@link #NOBODY}. */
    int nodeAt(int address) {
        int offset = address - FIRST_ADDRESS;
        int node = offset / ROW * IN_A_ROW + offset % ROW;
        return offset >= 0 && node < nodes && bits(node) == address ? node : NOBODY;
    }

    String name(int node) {
        return String.format(Locale.ROOT, "node%05d", node);
    }

    /** All but the target. */
    List<Integer> others() {
        return IntStream.range(0, nodes).filter(node -> node != target).boxed().toList();
    }

    /** Whether it is that node that dials the target, and not the other way round: the one with the greater text dials. */
    boolean dials(int node) {
        return addressText(node).compareTo(addressText(target)) > 0;
    }

    /** One of a node's blocks, as bits. */
    int block(int node, int index) {
        return FIRST_BLOCK + ((node * BLOCKS + index) << BLOCK_SHIFT);
    }

    /** A node's blocks in the usual form. */
    List<String> blocks(int node) {
        return IntStream.range(0, BLOCKS)
                .mapToObj(index -> Wire.text(block(node, index)) + "/" + BLOCK_LENGTH)
                .toList();
    }

    /** Which of the target's blocks that is, or {@link #NOBODY}. */
    int ownBlock(int address, int length) {
        int index = (address - block(target, 0)) >> BLOCK_SHIFT;
        boolean own = index >= 0 && index < BLOCKS && length == BLOCK_LENGTH && block(target, index) == address;
        return own ? index : NOBODY;
    }

    /** How many routes the target learns. */
    int routes() {
        return (nodes - 1) * BLOCKS;
    }
}
