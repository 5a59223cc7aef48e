package io.nightjar.daemon.cli;

import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.JsonListing;
import io.nightjar.daemon.control.ReportJson;
import io.nightjar.daemon.control.RouteFilter;
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

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (ControlClient client = new ControlClient(control.path())) {
            StatusReport status = client.status();
            if (peer == null) {
                everything(out, status, client);
            } else {
                onePeer(out, status, peer);
            }
            out.flush();
            return ExitCode.OK;
        } catch (ControlSocketException e) {
            throw CommandException.failure(String.valueOf(e.getMessage()));
        }
    }

    /** All of it as one flat JSON object, or as text; the routes page by page. */
    private void everything(PrintWriter out, StatusReport status, ControlClient client) throws ControlSocketException {
        if (json) {
            JsonListing listing = new JsonListing(out, status);
            client.routes(RouteFilter.ALL, page -> listing.add(page.routes()));
            listing.end();
        } else {
            StatusText text = new StatusText(out);
            RoutesText routes = new RoutesText(out);
            text.head(status);
            client.routes(RouteFilter.ALL, routes::print);
            text.foot(status);
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
