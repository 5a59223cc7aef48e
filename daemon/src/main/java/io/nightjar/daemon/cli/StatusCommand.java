package io.nightjar.daemon.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.ReportJson;
import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.daemon.control.StatusReport;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nightjar status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Show the sessions and routes of the running daemon.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nightjar status",
            "  nightjar status tor",
            "  nightjar status --json",
            "  nightjar status --control /run/nightjar/reflector.ctl",
            "",
            "Exit codes: 0 success, 1 no daemon answers, 2 wrong arguments."
        })
public final class StatusCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ControlOption control = new ControlOption();

    @Parameters(index = "0", arity = "0..1", paramLabel = "PEER", description = "Show this peer in detail.")
    private @Nullable String peer;

    @Option(names = "--json", description = "Print everything that is known, for machines.")
    private boolean json;

    /** Everything that is known, as one flat JSON object. */
    record Everything(
            @JsonUnwrapped StatusReport status,
            @JsonUnwrapped RoutesReport routes) {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (ControlClient client = new ControlClient(control.path())) {
            StatusReport status = client.status();
            if (peer == null) {
                everything(out, status, client.routes());
            } else {
                onePeer(out, status, peer);
            }
            out.flush();
            return ExitCode.OK;
        } catch (ControlSocketException e) {
            throw CommandException.failure(String.valueOf(e.getMessage()));
        }
    }

    private void everything(PrintWriter out, StatusReport status, RoutesReport routes) {
        if (json) {
            out.print(ReportJson.write(new Everything(status, routes)));
        } else {
            new StatusText(out).print(status, routes);
        }
    }

    private void onePeer(PrintWriter out, StatusReport status, String name) {
        StatusReport.Peer found = status.peers().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandException.failure("there is no peer named " + name));
        if (json) {
            out.print(ReportJson.write(found));
        } else {
            new PeerText(out).print(found);
        }
    }
}
