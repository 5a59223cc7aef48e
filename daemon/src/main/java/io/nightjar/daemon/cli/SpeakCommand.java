package io.nightjar.daemon.cli;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.json.JsonLines;
import io.nightjar.daemon.speak.Injector;
import io.nightjar.daemon.speak.SpeakPlan;
import io.nightjar.fsm.RestartState;
import io.nightjar.fsm.netty.BgpEndpoint;
import io.nightjar.fsm.netty.EndpointSettings;
import io.nightjar.fsm.netty.IoTransport;
import io.nightjar.fsm.netty.ListenAddress;
import io.nightjar.fsm.netty.PeerRange;
import java.io.InputStream;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nightjar speak}. */
@Command(
        name = "speak",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = {
            "Open one BGP session by hand: announce routes, and print all that is heard as JSON lines.",
            "Commands are read from standard input: announce, withdraw, refresh, eor, raw, notification, quit;"
                    + " docs/speak.md has them all."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nightjar speak --local-as 65001 --peer-as 65000 --router-id 10.0.0.9 --connect 10.0.0.1 \\",
            "      --announce '192.0.2.0/24 communities 65001:1' --exit-after eor",
            "  nightjar speak --local-as 65001 --peer-as 65000 --router-id 10.0.0.9 --connect 10.0.0.1 \\",
            "      --mrt rib.gz --peer-index first --for 60s",
            "",
            "Exit codes: 0 it did what was asked, 1 it did not, 2 wrong arguments."
        })
public final class SpeakCommand implements Callable<Integer> {

    private final NanoClock clock;
    private final InputStream standardInput;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SpeakSessionOptions session = new SpeakSessionOptions();

    @Mixin
    private SpeakPlanOptions what = new SpeakPlanOptions();

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "error",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Logging.Verbosity verbosity = Logging.Verbosity.ERROR;

    /**
     * Speaks as it is told.
     *
     * @param standardInput lines with commands
     */
    public SpeakCommand(NanoClock clock, InputStream standardInput) {
        this.clock = clock;
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() throws InterruptedException {
        SpeakSessionOptions.Peer peer = session.peer();
        SpeakPlan plan = what.plan();
        Logging.start(verbosity, Logging.Format.TEXT);
        Injector injector = new Injector(plan, new JsonLines(spec.commandLine().getOut(), false), clock);
        EndpointSettings settings =
                new EndpointSettings(IoTransport.best(), 1, clock, new SplittableRandom(), RestartState.NONE);
        StopRequest stop = new StopRequest(injector::quit);
        try (BgpEndpoint endpoint = new BgpEndpoint(settings, injector)) {
            start(endpoint, peer);
            return injector.run(endpoint, standardInput) ? ExitCode.OK : ExitCode.FAILURE;
        } finally {
            stop.close();
        }
    }

    private static void start(BgpEndpoint endpoint, SpeakSessionOptions.Peer peer) {
        PeerConfig dialled = peer.dialled();
        ListenAddress listen = peer.listen();
        if (dialled != null) {
            endpoint.add(dialled);
        } else if (listen != null) {
            endpoint.addRange(new PeerRange(new Prefix(listen.address(), 0), peer.others(), peer.password()));
        }
        if (listen != null) {
            endpoint.listen(List.of(listen)).join();
            endpoint.listeners().stream().filter(status -> !status.isBound()).forEach(status -> {
                throw CommandException.failure("cannot listen at " + status.wanted() + ": " + status.lastError());
            });
        }
    }
}
