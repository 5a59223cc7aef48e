package io.nightjar.benchmarks.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.lab.Machine;
import io.nightjar.daemon.lab.NightjarProgram;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark itself, in a mesh that is small enough for a test. */
@RequiresNetworkNamespaces
class MeshJoinIT {

    private static final int NODES = 12;
    private static final Machine MACHINE = Machine.local();

    @TempDir
    static Path folder;

    private final StringBuilder news = new StringBuilder();

    /** A package with the classes under test. */
    @BeforeAll
    static void makeLauncher() throws IOException {
        MACHINE.packages().install("iproute2", "util-linux", "etcd-server", "etcd-client");
        String words = NightjarProgram.ofThisProcess().words().stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Path launcher = Files.createDirectories(folder.resolve("bin")).resolve("nightjar");
        Files.writeString(launcher, "#!/bin/sh\nexec " + words + " \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result measure(Contender contender, MeshRun.Settings settings) throws IOException {
        return new MeshRun(MACHINE, "here", folder, settings, news::append).measure(contender, NODES);
    }

    @Test
    void nightjarJoinsTwiceAndEverythingIsMeasured() throws IOException {
        Result result = measure(Contender.PACKAGED, new MeshRun.Settings(2, 60, 0, 1));

        assertThat(result.remarks()).as(news.toString()).isEmpty();
        assertThat(result.version()).startsWith("nightjar ");
        assertThat(result.values().keySet()).contains(Result.IDLE, Result.SHARE_LATER, Result.PROCESSOR);
        for (String time :
                List.of(Result.FIRST_SESSION, Result.ALL_SESSIONS, Result.KERNEL, Result.ANNOUNCED, Result.ALL)) {
            assertThat(result.values().get(time)).as(time).hasSize(2).allMatch(seconds -> seconds > 0 && seconds < 60);
        }
        Stream.of(Result.ALL_SESSIONS, Result.KERNEL, Result.ANNOUNCED)
                .forEach(time -> assertThat(result.median(Result.ALL).orElseThrow())
                        .isGreaterThanOrEqualTo(result.median(time).orElseThrow()));
    }

    @Test
    void birdJoinsWithCalicosConfiguration() throws IOException {
        Result result = measure(Contender.BIRD1, new MeshRun.Settings(1, 60, 0, 0));

        assertThat(result.remarks()).as(news.toString()).isEmpty();
        assertThat(result.version()).contains("1.6");
    }

    @Test
    void whatDoesNotComeUpInTimeIsAFailureWithItsLog() throws IOException {
        Result result = measure(Contender.BIRD1, new MeshRun.Settings(3, 1, 0, 0));

        assertThat(result.remarks()).singleElement().asString().contains("of " + (NODES - 1));
        assertThat(result.values()).isEmpty();
        assertThat(news.toString()).contains("--- bird ---");
    }
}
