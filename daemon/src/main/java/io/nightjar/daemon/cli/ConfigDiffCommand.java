package io.nightjar.daemon.cli;

import io.nightjar.calico.files.NodeFiles;
import io.nightjar.calico.model.CalicoKeys;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.plan.Plan;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.resources.ResourceKind;
import io.nightjar.calico.store.KeyValueView;
import io.nightjar.daemon.control.ConfigDiffReport;
import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.DatastoreChange;
import io.nightjar.daemon.control.ReportJson;
import io.nightjar.daemon.speaker.ConfigComparison;
import io.nightjar.daemon.speaker.DatastoreSource;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nightjar config diff}. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = {
            "Show what a change of Calico's datastore would do, without doing it: sessions kept, restarted, added and removed,"
                    + " routes gained and lost.",
            "The running daemon is asked; with --node the datastore alone, for any node."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nightjar config diff --from change.yaml",
            "  nightjar config diff --delete bgppeer/tor --json",
            "  nightjar config diff --from change.yaml --node node07 --datastore-endpoints http://172.17.8.100:2379",
            "",
            "Exit codes: 0 success, 1 nobody can say, 2 wrong arguments."
        })
public final class ConfigDiffCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    private final InputStream input;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--from",
            paramLabel = "PATH",
            description =
                    "Resources that would be written, in YAML or JSON: a file, a folder of them, or - for standard"
                            + " input. May be repeated.")
    private List<Path> from = List.of();

    @Option(
            names = "--delete",
            paramLabel = "KIND/NAME",
            description = "A resource, or a key, that would be deleted. May be repeated.")
    private List<String> deleted = List.of();

    @Option(
            names = {"--node", "--nodename"},
            paramLabel = "NAME",
            description = "Of this node, by the datastore alone.")
    private @Nullable String node;

    @Option(
            names = "--datastore-endpoints",
            paramLabel = "URL[,URL...]",
            description = "With --node: where etcd is (default: ETCD_ENDPOINTS).")
    private @Nullable String endpoints;

    @Mixin
    private DatastoreOption datastore = new DatastoreOption();

    @Mixin
    private ControlOption control = new ControlOption();

    @Option(names = "--json", description = "Print it for machines.")
    private boolean json;

    /**
     * Compares in an environment.
     *
     * @param environment the variables
     * @param input for resources from {@code -}
     */
    public ConfigDiffCommand(Map<String, String> environment, InputStream input) {
        this.environment = Map.copyOf(environment);
        this.input = input;
    }

    @Override
    public Integer call() {
        if (from.isEmpty() && deleted.isEmpty()) {
            throw CommandException.usage("no change is given: give --from PATH or --delete KIND/NAME");
        }
        ConfigDiffReport report = ClusterOptions.with(this::report);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(ReportJson.write(report));
            out.flush();
        } else {
            ConfigDiffText.print(report, out);
        }
        return ExitCode.OK;
    }

    private DatastoreChange change() {
        Map<String, String> put = new TreeMap<>();
        ResourceFiles.read(from, input).items().forEach(item -> put.put(item.key(), item.value()));
        List<String> keys = new ArrayList<>();
        for (String name : deleted) {
            keys.add(name.startsWith("/") ? name : key(name));
        }
        return new DatastoreChange(put, keys);
    }

    private static String key(String name) {
        int slash = name.indexOf('/');
        ResourceKind kind = slash < 0 ? null : ResourceKind.of(name.substring(0, slash));
        if (kind == null || slash == name.length() - 1) {
            throw CommandException.usage("--delete takes KIND/NAME, as bgppeer/tor, or a key, not '" + name + "'");
        }
        return kind.key(name.substring(slash + 1));
    }

    private ConfigDiffReport report() {
        DatastoreChange change = change();
        if (node != null) {
            return byDatastore(node, change);
        }
        try (ControlClient client = new ControlClient(control.path())) {
            return client.preview(change);
        } catch (ControlSocketException e) {
            throw CommandException.failure(String.valueOf(e.getMessage()));
        }
    }

    private ConfigDiffReport byDatastore(String name, DatastoreChange change) {
        Map<String, String> flags = new TreeMap<>(Map.of(RunEnvironment.NODE_NAME, name));
        datastore.addTo(flags);
        if (endpoints != null) {
            flags.put(RunEnvironment.ENDPOINTS, endpoints);
        }
        RunEnvironment variables = new RunEnvironment(environment, flags);
        PlanSettings settings = PlanSettings.fromEnvironment(variables);
        KeyValueView view = DatastoreGlance.read(variables, CalicoKeys.prefixes(settings.nodeName()));
        ClusterStateBuilder states = new ClusterStateBuilder();
        SpeakerPlanner planner = new SpeakerPlanner(settings);
        NodeFiles files = NodeFiles.fromEnvironment(variables);
        ClusterState before = states.update(view);
        ClusterState after = states.update(view.with(change.put(), change.delete()));
        Plan.Ready running = ready(planner.plan(before, files.read(before.secrets())), "now");
        Plan.Ready wanted = ready(planner.plan(after, files.read(after.secrets())), "after that");
        ConfigComparison comparison = new ConfigComparison(running.config(), wanted.config());
        return new ConfigDiffReport(
                "from the datastore alone: sessions and routes that start at node " + name + " by its plans before and"
                        + " after; no daemon was asked, so nothing is said of other routes",
                comparison.sessions(),
                comparison.originated(),
                null,
                comparison.settings(),
                DatastoreSource.notes(wanted));
    }

    private static Plan.Ready ready(Plan plan, String when) {
        if (plan instanceof Plan.Ready ready) {
            return ready;
        }
        throw CommandException.failure("the node does nothing " + when + ": " + ((Plan.Waiting) plan).reason());
    }
}
