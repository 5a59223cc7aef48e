package io.nightjar.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.model.SecretKeyRef;
import io.nightjar.calico.plan.LocalInputs;
import io.nightjar.calico.plan.NodePlan;
import io.nightjar.calico.plan.Plan;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.show.BirdText;
import io.nightjar.calico.testing.RichCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BIRD 1.6 reads what {@code config show --bird} prints. */
class BirdConfigurationIT {

    private static final long PATIENCE_SECONDS = 30;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"bird, 0", "bird6, 1"})
    void isReadByBirdItself(String program, int family) throws IOException, InterruptedException {
        Path tree = TestBed.unpackedTree("bird");
        LocalInputs inputs = new LocalInputs(Map.of(new SecretKeyRef("mesh", "key"), "geheim"), List.of());
        Plan plan = new SpeakerPlanner(PlanSettings.of("own"))
                .plan(new ClusterStateBuilder().update(RichCluster.resources().view()), inputs);
        NodePlan node = ((Plan.Ready) plan).node();
        Path file = folder.resolve("bird.conf");
        Files.writeString(file, BirdText.of(node, node.families().get(family), true));
        Process bird = new ProcessBuilder(tree.resolve("usr/sbin/" + program).toString(), "-p", "-c", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(bird.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bird.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEmpty();
        assertThat(bird.exitValue()).isZero();
    }
}
