package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerDriverTest {

    @TempDir
    private Path folder;

    private final FakeCommands commands = new FakeCommands();
    private final ContainerImage image = new ContainerImage(commands, new DebianPackages(commands, Path.of("/tree")));

    private LabProcess started = new LabProcess("none", RunningProgram.of(exited()), Path.of("/dev/null"));

    @AfterEach
    void endTheProgram() {
        started.kill();
    }

    @Test
    void aProgramRunsInAContainerOfItsOwnInItsNodesNetwork() {
        start();

        assertThat(commands.started())
                .singleElement()
                .satisfies(words -> assertThat(words)
                        .startsWith("podman --runtime runc run --rm --replace --name=nj1-node00.node00-bird")
                        .contains(
                                "--network=ns:/run/netns/nj1-node00",
                                "--cap-add=NET_ADMIN",
                                "--ulimit=nofile=100:100 --ulimit=nproc=50:50",
                                "--volume=/run/nightjar-lab:/run/nightjar-lab",
                                "--env=COLOUR=blue",
                                image.name() + " /programs/bird -f"));
    }

    @Test
    void theProgramItselfIsKilledAndNotOnlyPodman() throws IOException {
        start();
        Process inside = new HostCommands().start(List.of("tail", "-f", "/dev/null"), Map.of(), folder.resolve("in"));
        Files.writeString(folder.resolve("node00-bird.pid"), inside.pid() + "\n");
        ProcessHandle podman = ProcessHandle.of(started.pid()).orElseThrow();
        CompletableFuture<Boolean> podmansEnd = inside.onExit().thenApply(ended -> podman.destroy());

        started.stop(Duration.ofMinutes(1));

        assertThat(podmansEnd).isCompletedWithValue(true);
        assertThat(inside.isAlive()).isFalse();
        assertThat(started.isAlive()).isFalse();
    }

    private void start() {
        ContainerDriver driver = new ContainerDriver(
                commands,
                image,
                new ContainerMounts(Set.of(), Path.of("/run/nightjar-lab")),
                new ResourceLimits(100, 50));
        Path log = folder.resolve("node00-bird.log");
        NodeProgram program = new NodeProgram(
                "node00-bird",
                new NetworkNamespace("nj1-node00"),
                List.of("/programs/bird", "-f"),
                Map.of("COLOUR", "blue"),
                log);
        started = new LabProcess("node00-bird", driver.start(program), log);
    }

    private static Process exited() {
        Process process = new HostCommands().start(List.of("true"), Map.of(), Path.of("/dev/null"));
        return process.onExit().join();
    }
}
