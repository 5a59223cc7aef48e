package io.nightjar.daemon.cli;

import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.ReportJson;
import io.nightjar.daemon.explain.ExplainQuestion;
import io.nightjar.daemon.explain.Explanation;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nightjar explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = {
            "Say why a destination is where it is, or is not there:",
            "from the datastore's key to the kernel and to those who hear of it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nightjar explain 192.168.196.128/26",
            "  nightjar explain 192.168.196.130",
            "  nightjar explain node-7",
            "  nightjar explain node-7 --json",
            "",
            "Exit codes: 0 success, 1 no daemon answers or it knows no such node, 2 wrong arguments."
        })
public final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ControlOption control = new ControlOption();

    @Parameters(
            index = "0",
            paramLabel = "PREFIX|ADDRESS|NODE",
            description = "A destination, an address (what contains it is explained), or the name of a node or peer.")
    private String subject = "";

    @Option(names = "--json", description = "Print it for machines.")
    private boolean json;

    @Override
    public Integer call() {
        ExplainQuestion question = question();
        try (ControlClient client = new ControlClient(control.path())) {
            Explanation explanation = client.explain(question);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.print(ReportJson.write(explanation));
            } else {
                new ExplainText(out).print(explanation);
            }
            out.flush();
            return ExitCode.OK;
        } catch (ControlSocketException e) {
            throw CommandException.failure(String.valueOf(e.getMessage()));
        }
    }

    private ExplainQuestion question() {
        try {
            return ExplainQuestion.parse(subject);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }
}
