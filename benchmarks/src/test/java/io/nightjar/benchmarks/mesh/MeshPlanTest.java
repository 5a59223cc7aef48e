package io.nightjar.benchmarks.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeshPlanTest {

    @Test
    void halfOfTheOthersDialTheTargetAndHalfAreDialed() {
        MeshPlan plan = MeshPlan.of(1001);

        List<Integer> dialers = plan.others().stream().filter(plan::dials).toList();

        assertThat(dialers).hasSize(500);
        assertThat(plan.others()).hasSize(1000).doesNotContain(plan.target());
    }

    /** As texts, not as numbers: 10.99.0.9 comes behind 10.99.0.10. */
    @Test
    void addressesAreComparedAsCalicoDoes() {
        MeshPlan plan = new MeshPlan(20, 9);

        assertThat(plan.addressText(9)).isEqualTo("10.99.0.10");
        assertThat(plan.dials(8)).as(plan.addressText(8)).isTrue();
        assertThat(plan.dials(0)).as(plan.addressText(0)).isFalse();
    }

    @Test
    void everyAddressBelongsToOneNodeAndEveryBlockToo() {
        MeshPlan plan = MeshPlan.of(2000);
        Set<String> blocks = new HashSet<>();

        for (int node = 0; node < plan.nodes(); node++) {
            assertThat(plan.nodeAt(plan.address(node))).isEqualTo(node);
            blocks.addAll(plan.blocks(node));
        }

        assertThat(blocks).hasSize(2000 * MeshPlan.BLOCKS);
        assertThat(plan.nodeAt(plan.address(0) - 1)).isEqualTo(MeshPlan.NOBODY);
        assertThat(plan.nodeAt(plan.address(0) + 250)).isEqualTo(MeshPlan.NOBODY);
    }

    @Test
    void onlyTheTargetsBlocksAreItsOwn() {
        MeshPlan plan = MeshPlan.of(100);

        assertThat(IntStream.range(0, MeshPlan.BLOCKS)
                        .map(index -> plan.ownBlock(plan.block(plan.target(), index), MeshPlan.BLOCK_LENGTH)))
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(plan.ownBlock(plan.block(plan.target(), 0), 25)).isEqualTo(MeshPlan.NOBODY);
        assertThat(plan.ownBlock(plan.block(plan.target() + 1, 0), MeshPlan.BLOCK_LENGTH))
                .isEqualTo(MeshPlan.NOBODY);
    }
}
