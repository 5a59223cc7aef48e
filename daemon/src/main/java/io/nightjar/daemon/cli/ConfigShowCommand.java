package io.nightjar.daemon.cli;

import io.nightjar.bgp.net.Afi;
import io.nightjar.calico.files.NodeFiles;
import io.nightjar.calico.model.CalicoKeys;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.plan.FamilyPlan;
import io.nightjar.calico.plan.NodePlan;
import io.nightjar.calico.plan.Plan;
import io.nightjar.calico.plan.PlanNote;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.show.BirdText;
import io.nightjar.calico.show.PlanJson;
import io.nightjar.calico.show.PlanText;
import io.nightjar.calico.store.KeyValueView;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nightjar config show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = {
            "Show what a node does by Calico's datastore, without starting a speaker.",
            "What cannot be used, and what somebody should know, is told on standard error."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  NODENAME=node00 ETCD_ENDPOINTS=http://172.17.8.100:2379 nightjar config show",
            "  nightjar config show --node node00 --from resources.yaml --json",
            "  nightjar config show --node node00 --from resources/ --bird --family 4 > bird.cfg",
            "  IP=172.17.8.9 ETCD_ENDPOINTS=http://172.17.8.100:2379 nightjar config show --route-reflector",
            "",
            "Exit codes: 0 success, 1 the node cannot do anything, or no datastore answers, 2 wrong arguments."
        })
public final class ConfigShowCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    private final InputStream input;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"--node", "--nodename"},
            paramLabel = "NAME",
            description = "Which node (default: NODENAME, or the host's name).")
    private @Nullable String node;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--route-reflector",
            description = "What a standalone route reflector does at the address in IP (or IP6), instead of a node.")
    private boolean reflector;

    @Option(names = "--json", description = "Print it for machines: one object for each address family.")
    private boolean json;

    @Option(names = "--bird", description = "Print the configuration of BIRD 1.6 that would do the same.")
    private boolean bird;

    @Option(names = "--family", paramLabel = "4|6", description = "With --bird: of this family only.")
    private int family;

    @Option(names = "--show-passwords", description = "Print passwords as they are.")
    private boolean passwords;

    /**
     * Shows in an environment.
     *
     * @param environment the variables
     * @param input for resources from {@code -}
     */
    public ConfigShowCommand(Map<String, String> environment, InputStream input) {
        this.environment = Map.copyOf(environment);
        this.input = input;
    }

    @Override
    public Integer call() {
        if (json && bird) {
            throw CommandException.usage("--json and --bird exclude each other");
        }
        if (reflector && node != null) {
            throw CommandException.usage("--node and --route-reflector exclude each other: a reflector is no node");
        }
        if (family != 0 && family != 4 && family != 6) {
            throw CommandException.usage("--family is neither 4 nor 6: " + family);
        }
        return ClusterOptions.with(this::show);
    }

    private int show() {
        RunEnvironment variables = cluster.environment(environment, node);
        PlanSettings calico = PlanSettings.fromEnvironment(variables);
        PlanSettings settings = reflector ? calico.asReflector() : calico;
        KeyValueView view = cluster.read(variables, input, CalicoKeys.prefixes(settings.nodeName()));
        ClusterState state = new ClusterStateBuilder().update(view);
        Plan plan = new SpeakerPlanner(settings)
                .begin(state, NodeFiles.fromEnvironment(variables).read(state.secrets()));
        note(plan);
        NodePlan known = plan instanceof Plan.Ready ready ? ready.node() : ((Plan.Waiting) plan).node();
        if (known != null) {
            print(known);
        }
        return plan instanceof Plan.Ready ? ExitCode.OK : ExitCode.FAILURE;
    }

    private void note(Plan plan) {
        PrintWriter err = spec.commandLine().getErr();
        plan.unusables().forEach(unusable -> err.println(unusable.key() + ": " + unusable.reason()));
        if (plan instanceof Plan.Ready ready) {
            for (PlanNote note : ready.notes()) {
                err.println(note.subject() + ": " + note.text());
            }
        } else if (plan instanceof Plan.Waiting waiting) {
            err.println(waiting.reason());
        }
        err.flush();
    }

    private void print(NodePlan plan) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(PlanJson.text(plan, passwords));
        } else if (bird) {
            for (FamilyPlan each : plan.families()) {
                boolean four = each.afi().equals(Afi.IPV4);
                if (family == 0) {
                    out.println("# " + (four ? "bird.cfg" : "bird6.cfg"));
                }
                if (family == 0 || (family == 4) == four) {
                    out.print(BirdText.of(plan, each, passwords));
                }
            }
        } else {
            out.print(PlanText.of(plan));
        }
        out.flush();
    }
}
