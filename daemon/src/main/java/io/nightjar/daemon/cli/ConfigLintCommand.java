package io.nightjar.daemon.cli;

import io.nightjar.calico.files.NodeFiles;
import io.nightjar.calico.lint.ClusterLint;
import io.nightjar.calico.lint.Finding;
import io.nightjar.calico.model.CalicoKeys;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.store.KeyValueView;
import io.nightjar.daemon.control.ReportJson;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nightjar config lint}. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = {
            "Name every object of Calico's datastore that is unusable or suspicious, with its key. All nodes are looked at;"
                    + " passwords are looked for in the files of this machine."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ETCD_ENDPOINTS=http://172.17.8.100:2379 nightjar config lint",
            "  nightjar config lint --from resources/ --json",
            "",
            "Exit codes: 0 nothing was found, 1 something was, or no datastore answers, 2 wrong arguments."
        })
public final class ConfigLintCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    private final InputStream input;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "Print it for machines: one object with a list of findings.")
    private boolean json;

    /**
     * Looks in an environment.
     *
     * @param environment the variables
     * @param input for resources from {@code -}
     */
    public ConfigLintCommand(Map<String, String> environment, InputStream input) {
        this.environment = Map.copyOf(environment);
        this.input = input;
    }

    @Override
    public Integer call() {
        List<Finding> findings = ClusterOptions.with(this::findings);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(ReportJson.write(Map.of(
                    "findings", findings.stream().map(ConfigLintCommand::tree).toList())));
        } else {
            findings.forEach(finding -> out.println(finding.key() + ": " + finding.severity() + ": " + finding.text()));
        }
        out.flush();
        return findings.isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static Map<String, String> tree(Finding finding) {
        Map<String, String> tree = new LinkedHashMap<>();
        tree.put("key", finding.key());
        tree.put("severity", finding.severity().toString());
        tree.put("text", finding.text());
        return tree;
    }

    private List<Finding> findings() {
        RunEnvironment variables = cluster.environment(environment, null);
        KeyValueView view = cluster.read(variables, input, CalicoKeys.prefixes());
        ClusterState state = new ClusterStateBuilder().update(view);
        return ClusterLint.findings(
                view, state, NodeFiles.fromEnvironment(variables).read(state.secrets()));
    }
}
