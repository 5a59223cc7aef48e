package io.nightjar.daemon.cli;

import io.nightjar.daemon.control.AdvertisedReport;
import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.JsonListing;
import io.nightjar.daemon.control.RouteFilter;
import io.nightjar.daemon.control.RoutesReport;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nightjar routes}. */
@Command(
        name = "routes",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Show the routes of the running daemon, and why each is used, told or not.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nightjar routes",
            "  nightjar routes 10.0.0.0/8",
            "  nightjar routes 10.1.2.3 --json",
            "  nightjar routes --received tor",
            "  nightjar routes --advertised tor",
            "",
            "Exit codes: 0 success, 1 no daemon answers or it refuses, 2 wrong arguments."
        })
public final class RoutesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ControlOption control = new ControlOption();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PREFIX",
            description = "With a length: destinations inside it; an address: destinations that contain it.")
    private @Nullable String prefix;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Whose whose = new Whose();

    @Option(names = "--json", description = "Print everything that is known, for machines.")
    private boolean json;

    /** About one peer. */
    static final class Whose {

        @Option(names = "--peer", paramLabel = "PEER", description = "Destinations that PEER has announced.")
        private @Nullable String peer;

        @Option(
                names = "--received",
                paramLabel = "PEER",
                description = "Only the paths that PEER has announced, also those that were not taken.")
        private @Nullable String received;

        @Option(
                names = "--advertised",
                paramLabel = "PEER",
                description = "What PEER is told, and each destination that it is not told of.")
        private @Nullable String advertised;
    }

    @Override
    public Integer call() {
        RouteFilter filter = filter();
        PrintWriter out = spec.commandLine().getOut();
        try (ControlClient client = new ControlClient(control.path())) {
            if (json) {
                list(client, filter, out);
            } else {
                RoutesText text = new RoutesText(out);
                read(client, filter, text::print, text::print);
            }
            out.flush();
            return ExitCode.OK;
        } catch (ControlSocketException e) {
            throw CommandException.failure(String.valueOf(e.getMessage()));
        }
    }

    private RouteFilter filter() {
        try {
            return new RouteFilter(prefix, whose.peer);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }

    private void list(ControlClient client, RouteFilter filter, PrintWriter out) throws ControlSocketException {
        JsonListing listing =
                new JsonListing(out, whose.advertised == null ? Map.of() : Map.of("peer", whose.advertised));
        read(client, filter, page -> listing.add(page.routes()), page -> listing.add(page.routes()));
        listing.end();
    }

    /** Asks for what is wanted: {@code told} is given the pages if that is what a peer is told, {@code routes} otherwise. */
    private void read(
            ControlClient client, RouteFilter filter, Predicate<RoutesReport> routes, Predicate<AdvertisedReport> told)
            throws ControlSocketException {
        if (whose.advertised != null) {
            client.advertised(whose.advertised, filter, told);
        } else if (whose.received != null) {
            client.received(whose.received, filter, routes);
        } else {
            client.routes(filter, routes);
        }
    }
}
