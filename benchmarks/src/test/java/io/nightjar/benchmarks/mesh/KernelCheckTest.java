package io.nightjar.benchmarks.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.benchmarks.harness.Complaints;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelCheckTest {

    private final MeshPlan plan = MeshPlan.of(5);
    private final Complaints complaints = new Complaints();

    private List<String> rightLines() {
        List<String> lines = new ArrayList<>();
        plan.others()
                .forEach(node -> plan.blocks(node)
                        .forEach(block -> lines.add(
                                block + " via " + plan.addressText(node) + " dev enp0s8 proto bird metric 1024 ")));
        plan.blocks(plan.target()).forEach(block -> lines.add("blackhole " + block + " proto bird "));
        return lines;
    }

    private List<String> complaintsAbout(List<String> lines) {
        new KernelCheck(plan, Contender.NIGHTJAR, complaints).check(lines);
        return complaints.first();
    }

    @Test
    void allRoutesAreRight() {
        assertThat(complaintsAbout(rightLines())).isEmpty();
    }

    @Test
    void aMissingRouteIsNamed() {
        List<String> lines = rightLines();
        String missing = plan.blocks(plan.others().get(0)).get(0);
        lines.remove(0);

        assertThat(complaintsAbout(lines)).singleElement().asString().contains("no route to " + missing);
    }

    @Test
    void anotherNodesGatewayIsWrong() {
        List<String> lines = rightLines();
        String right = plan.addressText(plan.others().get(0));
        lines.set(0, lines.get(0).replace(right, plan.addressText(plan.others().get(1))));

        assertThat(complaintsAbout(lines)).singleElement().asString().endsWith("expected " + right);
    }

    @Test
    void whatNobodyWantsAndWhatComesTwiceIsWrong() {
        List<String> lines = rightLines();
        lines.add("10.180.0.0/26 via 10.99.0.1 dev enp0s8 proto bird");
        lines.add(lines.get(0));

        assertThat(complaintsAbout(lines)).hasSize(2);
    }

    @Test
    void aRouteOfAnotherProtocolIsWrong() {
        List<String> lines = rightLines();
        lines.set(0, lines.get(0).replace("proto bird", "proto static"));

        assertThat(complaintsAbout(lines)).singleElement().asString().endsWith("is not of bird");
    }
}
