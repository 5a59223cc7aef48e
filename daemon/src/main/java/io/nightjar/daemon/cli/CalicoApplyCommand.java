package io.nightjar.daemon.cli;

import io.nightjar.calico.environment.EnvironmentException;
import io.nightjar.calico.resources.Birth;
import io.nightjar.calico.resources.ResourceItem;
import io.nightjar.calico.resources.ResourceWriter;
import io.nightjar.calico.store.DatastoreConfig;
import io.nightjar.calico.store.EtcdApi;
import io.nightjar.calico.store.EtcdV3Writer;
import io.nightjar.calico.store.StoreException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nightjar calico apply}. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = {
            "Write resources into Calico's datastore (etcd's v3 API), as calicoctl would: create what is not there, replace"
                    + " what is. If anything is wrong with any of them, nothing is written."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ETCD_ENDPOINTS=http://172.17.8.100:2379 nightjar calico apply -f resources.yaml",
            "  nightjar calico apply -f nodes.yaml -f peers.yaml --datastore-endpoints http://127.0.0.1:2379",
            "  nightjar calico apply -f - --dry-run < resources.yaml",
            "",
            "Exit codes: 0 success, 1 the datastore fails or has something newer, 2 wrong arguments or resources."
        })
public final class CalicoApplyCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    private final InputStream input;

    private final Supplier<Birth> births;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "PATH",
            required = true,
            description =
                    "Resources in YAML or JSON: a file, a folder of them, or - for standard input. May be repeated.")
    private List<Path> files = List.of();

    @Option(
            names = "--datastore-endpoints",
            paramLabel = "URL[,URL...]",
            description = "Where etcd is (default: ETCD_ENDPOINTS).")
    private @Nullable String endpoints;

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dry;

    /**
     * Applies in an environment.
     *
     * @param environment the variables
     * @param input for resources from {@code -}
     * @param births what new objects are given
     */
    public CalicoApplyCommand(Map<String, String> environment, InputStream input, Supplier<Birth> births) {
        this.environment = Map.copyOf(environment);
        this.input = input;
        this.births = births;
    }

    @Override
    public Integer call() {
        List<ResourceItem> items = ResourceFiles.read(files, input).items();
        if (items.isEmpty()) {
            throw CommandException.usage("there is no resource in " + files);
        }
        List<String> refusals = ResourceWriter.refusals(items);
        if (!refusals.isEmpty()) {
            throw CommandException.usage(String.join("\n", refusals) + "\nnothing has been written");
        }
        try (EtcdV3Writer store = EtcdV3Writer.open(config())) {
            write(store, items);
        } catch (StoreException e) {
            throw CommandException.failure("no datastore: " + e.getMessage());
        }
        return ExitCode.OK;
    }

    private DatastoreConfig config() {
        RunEnvironment variables = new RunEnvironment(
                environment, endpoints == null ? Map.of() : Map.of(RunEnvironment.ENDPOINTS, endpoints));
        if (!variables.namesADatastore()) {
            throw CommandException.usage("no datastore: say where it is with ETCD_ENDPOINTS or --datastore-endpoints");
        }
        try {
            DatastoreConfig config = DatastoreConfig.fromEnvironment(variables);
            if (config.api() == EtcdApi.V2) {
                throw CommandException.usage("DATASTORE_TYPE: resources are in the v3 store only, not in etcdv2");
            }
            return config;
        } catch (EnvironmentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }

    private void write(EtcdV3Writer store, List<ResourceItem> items) throws StoreException {
        PrintWriter out = spec.commandLine().getOut();
        List<String> refusals = new ResourceWriter(store, births).write(items, !dry, (item, action) -> {
            out.println((dry ? "would be " : "") + action.name().toLowerCase(Locale.ROOT) + " " + item.title());
            out.flush();
        });
        if (!refusals.isEmpty()) {
            throw CommandException.failure(String.join("\n", refusals) + "\nnothing has been written");
        }
    }
}
