package io.nightjar.daemon.cli;

import io.nightjar.calico.environment.EnvironmentException;
import io.nightjar.calico.store.KeyValueView;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command finds what Calico says of the cluster. */
final class ClusterOptions {

    @Option(
            names = "--from",
            paramLabel = "PATH",
            description =
                    "Resources in YAML or JSON instead of the datastore: a file, a folder of them, or - for standard input.")
    private List<Path> from = List.of();

    @Option(
            names = "--datastore-endpoints",
            paramLabel = "URL[,URL...]",
            description = "Where etcd is (default: ETCD_ENDPOINTS).")
    private @Nullable String endpoints;

    @Mixin
    private DatastoreOption datastore = new DatastoreOption();

    /** Whether files stand in for the datastore. */
    boolean fromFiles() {
        return !from.isEmpty();
    }

    /** The environment with what the flags say instead. */
    RunEnvironment environment(Map<String, String> variables, @Nullable String node) {
        Map<String, String> flags = new HashMap<>();
        datastore.addTo(flags);
        if (endpoints != null) {
            flags.put(RunEnvironment.ENDPOINTS, endpoints);
        }
        if (node != null) {
            flags.put(RunEnvironment.NODE_NAME, node);
        }
        return new RunEnvironment(variables, flags);
    }

    /** What files say, if there are any; else what the datastore says below some prefixes. */
    KeyValueView read(RunEnvironment environment, InputStream input, List<String> prefixes) {
        return fromFiles() ? files(input) : DatastoreGlance.read(environment, prefixes);
    }

    /** What files say. */
    KeyValueView files(InputStream input) {
        return ResourceFiles.read(from, input).view();
    }

    /** Does something; a variable that is wrong is a wrong argument. */
    static <T> T with(Supplier<T> work) {
        try {
            return work.get();
        } catch (EnvironmentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }
}
