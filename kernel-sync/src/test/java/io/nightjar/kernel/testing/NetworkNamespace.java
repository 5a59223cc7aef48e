package io.nightjar.kernel.testing;

import io.nightjar.kernel.netlink.LibC;
import io.nightjar.kernel.netlink.NamespaceEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** A network namespace of its own for one test, with loopback up; deleted with everything in it when closed. */
public final class NetworkNamespace implements AutoCloseable {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String name;

    private NetworkNamespace(String name) {
        this.name = name;
    }

    /** Creates a namespace with a name that nobody else has. */
    public static NetworkNamespace create() {
        String name = "njt-" + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
        run(List.of("ip", "netns", "add", name));
        NetworkNamespace namespace = new NetworkNamespace(name);
        namespace.ip("link set lo up");
        return namespace;
    }

    public String name() {
        return name;
    }

    /** The file that stands for it. */
    public Path path() {
        return Path.of("/run/netns", name);
    }

    /** Runs {@code ip} inside, with arguments separated by blanks, and answers with what it prints. */
    public String ip(String arguments) {
        List<String> command = new ArrayList<>(List.of("ip", "-n", name));
        command.addAll(List.of(arguments.split(" ")));
        return run(command);
    }

    /** Runs {@code ip -batch} inside with these lines. */
    public void ipBatch(List<String> lines) {
        run(List.of("ip", "-n", name, "-batch", "-"), String.join("\n", lines) + "\n");
    }

    /** Connects this namespace with another one: a link here and its peer there, both up. */
    public void connect(String link, NetworkNamespace other, String peer) {
        run(List.of(
                "ip", "link", "add", link, "netns", name, "type", "veth", "peer", "name", peer, "netns", other.name));
        ip("link set " + link + " up");
        other.ip("link set " + peer + " up");
    }

    /** The number of a link. */
    public int indexOf(String link) {
        String line = ip("-o link show dev " + link);
        return Integer.parseInt(line.substring(0, line.indexOf(':')));
    }

    /** Runs something in a thread of its own that stands inside. */
    public <T> T inside(Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(() -> {
            NamespaceEntry.enter(LibC.load(), path());
            return action.call();
        });
        Thread thread = new Thread(task, "inside-" + name);
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("failed inside " + name, failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted inside " + name, interrupted);
        }
    }

    @Override
    public void close() {
        run(List.of("ip", "netns", "del", name));
    }

    private static String run(List<String> command) {
        return run(command, "");
    }

    private static String run(List<String> command, String input) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output.strip());
            }
            return output;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
