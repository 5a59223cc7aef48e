package io.nightjar.calico.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.plan.IdentifierSource;
import io.nightjar.calico.plan.Plan;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.resources.ResourceDocuments;
import io.nightjar.calico.resources.ResourceException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cases of Calico's own suite: its resources, and what the configuration that it makes of them means. */
class CalicoCasesTest {

    private static final String NODE = "kube-master";

    /** What is there before each case, by the block's key. */
    private static final Map<String, String> AFFINITIES = Map.of(
            "10.0.0.0-30", "",
            "10.1.0.0-24", "",
            "10.2.0.1-32", "",
            "192.168.221.192-26", "",
            "192.168.221.64-26", "confirmed",
            "192.168.221.0-26", "pending");

    private static Path cases() throws URISyntaxException {
        return Path.of(CalicoCasesTest.class.getResource("/calico-cases").toURI());
    }

    static List<String> all() throws IOException, URISyntaxException {
        Path root = cases();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.endsWith("input.yaml"))
                    .map(file -> root.relativize(file.getParent()).toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void meansWhatCalicoMeans(String name) throws IOException, URISyntaxException, ResourceException {
        Path folder = cases().resolve(name);
        ResourceDocuments documents = new ResourceDocuments().add(name, Files.readString(folder.resolve("input.yaml")));
        AFFINITIES.forEach((block, state) -> documents.put(
                "/calico/ipam/v2/host/" + NODE + "/ipv4/block/" + block,
                "{\"state\":\"" + state + "\",\"deleted\":false}"));
        IdentifierSource identifier =
                name.equals("mesh/hash") ? IdentifierSource.NAME_HASH : IdentifierSource.NODE_ADDRESS;
        Plan plan = new SpeakerPlanner(new PlanSettings(NODE, identifier, List.of()))
                .plan(new ClusterStateBuilder().update(documents.view()));
        assertThat(plan).isInstanceOf(Plan.Ready.class);
        assertThat(plan.unusables()).isEmpty();
        JsonNode expected = new ObjectMapper().readTree(Files.readString(folder.resolve("expected.json")));
        assertThat(new ObjectMapper().readTree(PlanJson.text(((Plan.Ready) plan).node(), false)))
                .isEqualTo(expected);
    }
}
