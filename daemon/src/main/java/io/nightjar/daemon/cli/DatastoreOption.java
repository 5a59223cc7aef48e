package io.nightjar.daemon.cli;

import io.nightjar.calico.store.EtcdApi;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of etcd's two stores is read. */
final class DatastoreOption {

    @Option(
            names = "--datastore",
            paramLabel = "TYPE",
            description =
                    "etcdv3, etcdv2, or auto for the one that has Calico's keys (default: DATASTORE_TYPE, or auto).")
    private @Nullable String type;

    /** Sets the variable that says the same. */
    void addTo(Map<String, String> flags) {
        if (type != null) {
            try {
                flags.put(RunEnvironment.TYPE, EtcdApi.parse(type).label());
            } catch (IllegalArgumentException e) {
                throw CommandException.usage("--datastore: " + e.getMessage());
            }
        }
    }
}
