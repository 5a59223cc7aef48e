package io.nightjar.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.lab.Command;
import io.nightjar.daemon.lab.HostCommands;
import io.nightjar.daemon.lab.LabException;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labs side by side, stopped labs, killed labs. BIRD on all nodes: it is the quickest to start. */
@RequiresNetworkNamespaces
class LabLifecycleIT {

    private static final Pattern NUMBER = Pattern.compile("nightjar: lab (\\d+): ");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final List<RunningLab> running = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void endLabs() {
        running.forEach(lab -> lab.process().destroy());
        running.forEach(RunningLab::awaitEnd);
    }

    @Test
    void twoLabsAtOnceDoNotCollideAndAStoppedOneLeavesNothing() {
        RunningLab first = start("first");
        RunningLab second = start("second");
        first.awaitUp();
        second.awaitUp();
        assertThat(namespaces()).contains(first.prefix() + "node00", second.prefix() + "node00");

        first.process().destroy();
        first.awaitEnd();

        assertThat(namespaces())
                .noneMatch(name -> name.startsWith(first.prefix()))
                .contains(second.prefix() + "node00");
        assertThat(Path.of("/run/nightjar-lab", first.number())).doesNotExist();
        assertThat(first.said()).contains("stopped, and everything cleared");
    }

    @Test
    void aKilledLabIsClearedByTheNextOne() {
        RunningLab killed = start("killed");
        killed.awaitUp();
        List<String> orphans = pidsIn(killed.prefix() + "node00");
        killed.process().destroyForcibly();
        killed.awaitEnd();
        assertThat(orphans).isNotEmpty();
        assertThat(namespaces()).contains(killed.prefix() + "node00");

        RunningLab next = start("next");
        next.awaitUp();

        // A lab that another test starts may have been the next one, and have the number now: cleared it is all the
        // same.
        assertThat(pidsIn(next.prefix() + "node00")).doesNotContainAnyElementsOf(orphans);
        assertThat(orphans)
                .allMatch(pid -> ProcessHandle.of(Long.parseLong(pid))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty());
    }

    private RunningLab start(String name) {
        Path log = folder.resolve(name + ".log");
        List<String> words = TestBed.nightjar().with("lab", "--bird", "node00", "--bird", "node01", "--bird", "node02");
        RunningLab lab = new RunningLab(new HostCommands().start(words, Map.of(), log), log);
        running.add(lab);
        return lab;
    }

    private static List<String> namespaces() {
        return new HostCommands()
                .output(Command.of("ip", "netns", "list"))
                .lines()
                .map(line -> line.split(" ", -1)[0])
                .toList();
    }

    private static List<String> pidsIn(String namespace) {
        return new HostCommands()
                .output(Command.of("ip", "netns", "pids", namespace))
                .lines()
                .toList();
    }

    /** A lab that stays up, and what it has said so far. */
    private record RunningLab(Process process, Path log) {

        void awaitUp() {
            await("the lab is up", () -> said().contains("the lab stays up"));
        }

        void awaitEnd() {
            await("the lab has ended", () -> !process.isAlive());
        }

        String number() {
            Matcher matcher = NUMBER.matcher(said());
            assertThat(matcher.find()).as("a number in: %s", said()).isTrue();
            return matcher.group(1);
        }

        String prefix() {
            return "nj" + number() + "-";
        }

        String said() {
            try {
                return Files.readString(log, StandardCharsets.UTF_8);
            } catch (IOException e) {
                return "";
            }
        }

        private void await(String what, BooleanSupplier condition) {
            try {
                TestBed.conditionWait()
                        .until(what, LIMIT, () -> condition.getAsBoolean() ? List.of() : List.of("not yet"));
            } catch (LabException e) {
                throw new AssertionError(e.reason() + "\n" + said(), e);
            }
        }
    }
}
