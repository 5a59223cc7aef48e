package io.nightjar.daemon.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Nodes that are containers: each program in one of its own, with the image's files and no other process in sight, in its node's
 * network. Podman runs them, with runc, which is content with any kind of cgroups.
 */
final class ContainerDriver implements NodeDriver {

    /** What speakers do: write routes, send pings, take low ports, mount a file over another. */
    private static final String CAPABILITIES = "NET_ADMIN,NET_RAW,NET_BIND_SERVICE,SYS_ADMIN";

    private final Commands commands;
    private final ContainerImage image;
    private final ContainerMounts mounts;
    private final ResourceLimits limits;

    ContainerDriver(Commands commands, ContainerImage image, ContainerMounts mounts, ResourceLimits limits) {
        this.commands = commands;
        this.image = image;
        this.mounts = mounts;
        this.limits = limits;
    }

    @Override
    public void prepare() {
        image.provide();
    }

    @Override
    public RunningProgram start(NodeProgram program) {
        Path pidFile = program.log().resolveSibling(program.name() + ".pid");
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot forget the last process of " + program.name(), e);
        }
        return new RunningProgram(
                commands.start(words(program, pidFile), Map.of(), program.log()), () -> process(pidFile));
    }

    private List<String> words(NodeProgram program, Path pidFile) {
        List<String> words = new ArrayList<>(ContainerImage.PODMAN);
        words.addAll(List.of("run", "--rm", "--replace"));
        words.add("--name=" + program.node().name() + "." + program.name());
        words.add("--pidfile=" + pidFile);
        words.add("--network=ns:" + program.node().file());
        words.add("--cap-add=" + CAPABILITIES);
        words.add("--security-opt=seccomp=unconfined");
        words.addAll(limits.options());
        words.addAll(mounts.options());
        program.environment().forEach((name, value) -> words.add("--env=" + name + "=" + value));
        words.add(image.name());
        words.addAll(program.words());
        return List.copyOf(words);
    }

    /** Podman writes the number of the program's process, as the machine sees it, and says nothing when it is gone. */
    private static Optional<ProcessHandle> process(Path pidFile) {
        try {
            String text = Files.exists(pidFile) ? Files.readString(pidFile).strip() : "";
            return text.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(text));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + pidFile, e);
        }
    }
}
