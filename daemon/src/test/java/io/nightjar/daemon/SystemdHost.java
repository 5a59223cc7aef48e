package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.lab.ConditionWait;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of this system in namespaces of its own, with systemd as its first process. Its files are those of this system, and whatever
 * changes them changes memory only, which is gone with it. Needs root and cgroups of version 2.
 */
final class SystemdHost implements AutoCloseable {

    private static final Path SYSTEMD = Path.of("/lib/systemd/systemd");

    private static final Path MOUNTS = Path.of("/proc/self/mounts");

    /** Among the files, so that its root is known. */
    private static final String MARK =
            "nightjar-systemd-" + ProcessHandle.current().pid();

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final long PATIENCE_SECONDS = 120;

    private final ConditionWait wait = new ConditionWait(new SystemNanoClock(), Duration.ofMillis(200));

    private final Path files;

    private final Path cgroup;

    private final Path log;

    private final Process process;

    private SystemdHost(Path folder, Path cgroup) throws IOException {
        this.files = Files.createDirectories(folder.resolve("files"));
        Files.createFile(files.resolve(MARK));
        this.cgroup = Files.createDirectory(cgroup.resolve(MARK));
        this.log = folder.resolve("systemd.log");
        Path script = folder.resolve("boot-systemd");
        try (InputStream text = SystemdHost.class.getResourceAsStream("boot-systemd")) {
            Files.copy(text, script);
        }
        String enter =
                "echo $$ >\"$1/cgroup.procs\" && exec unshare --mount --pid --fork --kill-child --net --uts --ipc --cgroup "
                        + "--propagation private sh \"$2\" \"$3\"";
        process = new ProcessBuilder(
                        "sh", "-c", enter, "sh", this.cgroup.toString(), script.toString(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Why there can be none here; empty if there can. */
    static String hindrance() throws IOException {
        if (!Files.isExecutable(SYSTEMD)) {
            return "no systemd";
        }
        return cgroups().isEmpty() ? "no cgroups of version 2" : "";
    }

    private static List<Path> cgroups() throws IOException {
        return Files.readAllLines(MOUNTS).stream()
                .map(line -> line.split(" ", -1))
                .filter(mount -> mount[2].equals("cgroup2"))
                .map(mount -> Path.of(mount[1]))
                .toList();
    }

    /** Starts one, and returns when it has started. */
    static SystemdHost boot(Path folder) throws IOException {
        SystemdHost host = new SystemdHost(folder, cgroups().get(0));
        boolean started = false;
        try {
            host.await("the start of systemd", host::isRunning);
            started = true;
            return host;
        } finally {
            if (!started) {
                host.close();
            }
        }
    }

    private boolean isRunning() throws IOException {
        return systemd().isPresent()
                && run("systemctl", "is-system-running").trim().equals("running");
    }

    /** What can be waited for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    void await(String what, Condition condition) {
        wait.until(what, LIMIT, () -> {
            try {
                return condition.holds() ? List.of() : List.of(Files.readString(log));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Where files can be put; they appear in {@code /opt/files}. */
    Path files() {
        return files;
    }

    /** The first process, once it has that system as its root and not this one: nothing is ever done to this one. */
    private Optional<ProcessHandle> systemd() {
        return process.toHandle()
                .children()
                .filter(child -> Files.exists(Path.of("/proc/" + child.pid() + "/root/opt/files/" + MARK)))
                .findFirst();
    }

    /** Runs a command there, and returns what it has said, whatever its exit code is. */
    String run(String... command) throws IOException {
        return answer(command).said();
    }

    /** Runs a command that has to succeed. */
    String must(String... command) throws IOException {
        Answer answer = answer(command);
        assertThat(answer.code())
                .as("exit code of %s, which said:%n%s", Arrays.toString(command), answer.said())
                .isZero();
        return answer.said();
    }

    private AssertionError ended() {
        try {
            return new AssertionError("systemd has ended: " + Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Answer(int code, String said) {}

    private Answer answer(String... command) throws IOException {
        long pid = systemd().orElseThrow(this::ended).pid();
        String root = "/proc/" + pid + "/root";
        List<String> words = new ArrayList<>(List.of("nsenter", "--target", Long.toString(pid), "--mount", "--pid"));
        words.addAll(List.of("--net", "--uts", "--ipc", "--cgroup", "--root=" + root, "--wd=" + root));
        words.addAll(List.of("env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LC_ALL=C"));
        words.addAll(List.of(command));
        Process run = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        String said;
        try (InputStream output = run.getInputStream()) {
            said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
        return new Answer(
                run.onExit()
                        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .join()
                        .exitValue(),
                said);
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        await("the end of its processes", this::cgroupIsEmpty);
        try (Stream<Path> all = Files.walk(cgroup)) {
            for (Path folder : all.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(folder);
            }
        }
    }

    private boolean cgroupIsEmpty() throws IOException {
        return Files.readString(cgroup.resolve("cgroup.events")).contains("populated 0");
    }
}
