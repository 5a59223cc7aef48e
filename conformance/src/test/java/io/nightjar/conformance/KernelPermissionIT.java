package io.nightjar.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.lab.CommandResult;
import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabPlan;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Root that may not change the network, as in a container without privileges. */
@RequiresNetworkNamespaces
class KernelPermissionIT {

    private static final String NODE = "node00";

    @Test
    void withoutTheCapabilityItDoesNotStartAndNamesIt() throws IOException {
        LabNode node = new LabNode(NODE, "172.17.8.100", "192.168.200.0/26", List.of());
        try (TestBed bed = TestBed.of(LabPlan.bareNodes(node))) {
            Path folder = bed.site().folder(NODE);
            Path file = Files.writeString(folder.resolve("speaker.yaml"), """
                    as: 65000
                    router-id: 172.17.8.100
                    kernel: {enabled: true}
                    """);
            List<String> words =
                    new ArrayList<>(List.of("setpriv", "--bounding-set", "-net_admin", "--inh-caps", "-net_admin"));
            Path control = folder.resolve("nightjar.ctl");
            words.addAll(TestBed.nightjar().with("run", "--config", file.toString(), "--control", control.toString()));
            CommandResult result = bed.site().run(NODE, words.toArray(String[]::new));
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.error())
                    .contains("nightjar run: writing routes failed: EPERM: the capability CAP_NET_ADMIN is needed");
            assertThat(control).doesNotExist();
        }
    }
}
