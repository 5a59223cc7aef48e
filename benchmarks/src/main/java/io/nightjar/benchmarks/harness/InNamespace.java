package io.nightjar.benchmarks.harness;

import io.nightjar.kernel.netlink.LibC;
import io.nightjar.kernel.netlink.NamespaceEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work for a thread of its own inside a network namespace. */
public final class InNamespace {

    private static final LibC LIBC = LibC.load();

    private InNamespace() {}

    public static LibC libc() {
        return LIBC;
    }

    /** Does it there and waits for the outcome. */
    public static <T> T call(Path namespace, Callable<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(() -> {
            NamespaceEntry.enter(LIBC, namespace);
            return work.call();
        });
        Thread thread = new Thread(task, "in-" + namespace.getFileName());
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException failure) {
            throw new IOException("in " + namespace.getFileName() + ": " + failure.getCause(), failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in " + namespace, interrupted);
        }
    }
}
