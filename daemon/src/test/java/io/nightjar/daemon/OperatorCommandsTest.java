package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.daemon.control.AdvertisedReport;
import io.nightjar.daemon.control.ControlServer;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.Operations;
import io.nightjar.daemon.control.PeerAction;
import io.nightjar.daemon.control.RouteFilter;
import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.daemon.control.SilentSource;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.control.TestReports;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What operators type, and what comes back. */
class OperatorCommandsTest {

    private static final List<RoutesReport.Attribute> ORIGIN =
            List.of(new RoutesReport.Attribute("ORIGIN", "IGP"), new RoutesReport.Attribute("NEXT_HOP", "10.0.0.1"));

    private final StringWriter out = new StringWriter();

    private final StringWriter err = new StringWriter();

    private final Fake fake = new Fake();

    @TempDir
    private Path directory;

    private Path socket;

    private ControlServer server;

    private static final class Fake extends SilentSource implements Operations {

        private final List<PeerAction> performed = new ArrayList<>();

        @Override
        public CompletableFuture<StatusReport> status() {
            return CompletableFuture.completedFuture(new StatusReport(
                    "test",
                    null,
                    null,
                    0,
                    new StatusReport.Source("file", "x", "read"),
                    new StatusReport.Kernel(false, 0, 0, 0, List.of(), List.of()),
                    List.of(new StatusReport.Peer(
                            "tor", "10.0.0.9", 64513, "Active", 1, 0, 0, 0, null, null, false, TestReports.session())),
                    List.of()));
        }

        @Override
        public CompletableFuture<RoutesReport> routes(RouteFilter filter) {
            return CompletableFuture.completedFuture(new RoutesReport(List.of(
                            route(
                                    "10.1.0.0/16",
                                    new RoutesReport.Path(
                                            "tor", true, "ONLY_ROUTE", "10.0.0.9", ORIGIN, 7L, true, null)),
                            route("10.2.0.0/16", new RoutesReport.Path("local", true, "ONLY_ROUTE", null, ORIGIN)))
                    .stream()
                    .filter(route -> isWanted(filter, route.prefix()))
                    .filter(route ->
                            filter.peer() == null || route.paths().get(0).peer().equals(filter.peer()))
                    .toList()));
        }

        private static boolean isWanted(RouteFilter filter, String prefix) {
            return !filter.select(List.of(Prefix.parse(prefix))).isEmpty();
        }

        private static RoutesReport.Route route(String prefix, RoutesReport.Path path) {
            return new RoutesReport.Route(prefix, List.of(path), "ONLY_ROUTE", "off");
        }

        @Override
        public CompletableFuture<Optional<RoutesReport>> received(String peer, RouteFilter filter) {
            return routes(new RouteFilter(filter.prefix(), "tor"))
                    .thenApply(routes -> Optional.of(routes).filter(report -> peer.equals("tor")));
        }

        @Override
        public CompletableFuture<Optional<AdvertisedReport>> advertised(String peer, RouteFilter filter) {
            return CompletableFuture.completedFuture(Optional.of(new AdvertisedReport(
                    peer,
                    List.of(
                                    new AdvertisedReport.Route(
                                            "10.1.0.0/16", null, false, "REJECTED_BY_POLICY", "f.yaml:9", null, ORIGIN),
                                    new AdvertisedReport.Route(
                                            "10.2.0.0/16", 1L, true, "ADVERTISED", null, "10.0.0.1", ORIGIN))
                            .stream()
                            .filter(route -> isWanted(filter, route.prefix()))
                            .toList())));
        }

        @Override
        public CompletableFuture<Outcome> perform(PeerAction action) {
            performed.add(action);
            return CompletableFuture.completedFuture(
                    action.peer().equals("tor") ? Outcome.done("tor is told") : Outcome.unknown(action.peer()));
        }
    }

    @BeforeEach
    void start() throws ControlSocketException {
        socket = directory.resolve("nightjar.ctl");
        server = ControlServer.start(socket, fake, fake);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int execute(String... arguments) {
        CommandLine commandLine = Main.commandLine(Map.of(), arguments);
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--control", socket.toString()));
        return commandLine.execute(all.toArray(String[]::new));
    }

    @Test
    void metricsAreForWhoeverIsUnwellOrForAll() {
        assertThat(execute("metrics")).isZero();
        assertThat(execute("metrics", "--all-peers")).isZero();
        assertThat(out.toString()).isEqualTo("unwell 1\nevery 1\n");
    }

    @Test
    void eachActionArrives() {
        assertThat(execute("peer", "disable", "tor", "--message", "back at noon"))
                .isZero();
        assertThat(execute("peer", "disable", "tor")).isZero();
        assertThat(execute("peer", "enable", "tor")).isZero();
        assertThat(execute("peer", "restart", "tor", "--message", "again")).isZero();
        assertThat(execute("peer", "refresh", "tor", "--family", "ipv6")).isZero();
        assertThat(execute("peer", "refresh", "tor")).isZero();

        assertThat(fake.performed)
                .containsExactly(
                        new PeerAction.Disable("tor", "back at noon"),
                        new PeerAction.Disable("tor", ""),
                        new PeerAction.Enable("tor"),
                        new PeerAction.Restart("tor", "again"),
                        new PeerAction.Refresh("tor", "ipv6"),
                        new PeerAction.Refresh("tor", null));
        assertThat(out.toString()).isEqualTo("tor is told\n".repeat(6));
    }

    @Test
    void anUnknownNameIsNamed() {
        assertThat(execute("peer", "enable", "rot")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("nightjar peer enable: there is no peer named rot\n");
        assertThat(execute("status", "rot")).isEqualTo(1);
        assertThat(err.toString()).endsWith("nightjar status: there is no peer named rot\n");
        assertThat(execute("routes", "--received", "rot")).isEqualTo(1);
        assertThat(err.toString()).endsWith("nightjar routes: there is no peer named rot\n");
    }

    @Test
    void aMessageThatIsTooLongIsNotSent() {
        assertThat(execute("peer", "disable", "tor", "--message", "\u00fc".repeat(128)))
                .isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("nightjar peer disable: --message has 256 octets in UTF-8, at most 255 are possible\n");
        assertThat(fake.performed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "peer, nightjar peer: a command is missing",
        "peer refresh tor --family ipx, nightjar peer refresh: Invalid value for option '--family'",
        "peer disable, nightjar peer disable: Missing required parameter: 'PEER'",
        "routes ten, nightjar routes: not an IPv4 address: 'ten'",
        "routes --peer tor --received tor, nightjar routes: Error: --peer=PEER"
    })
    void whatMakesNoSenseIsRefused(String line, String message) {
        CommandLine commandLine = Main.commandLine(Map.of(), line.split(" "));
        commandLine.setErr(new PrintWriter(err));
        assertThat(commandLine.execute(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).startsWith(message);
    }

    @Test
    void routesAreATable() {
        assertThat(execute("routes")).isZero();
        assertThat(out.toString()).isEqualTo("""
                PREFIX       VIA       PEER        BEST                 KERNEL
                10.1.0.0/16  10.0.0.9  tor path 7  * ONLY_ROUTE, stale  off
                10.2.0.0/16  -         local       * ONLY_ROUTE         off
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "routes 10.2.0.0/15, false, true",
        "routes 10.0.0.0/8, true, true",
        "routes 10.1.2.3, true, false",
        "routes 10.1.0.0/17, false, false",
        "routes --peer tor, true, false",
        "routes --received tor, true, false",
        "routes 10.2.0.0/16 --received tor, false, false",
        "routes --advertised tor, true, true",
        "routes 10.2.0.0/16 --advertised tor, false, true"
    })
    void routesAreFiltered(String line, boolean first, boolean second) {
        assertThat(execute((line + " --json").split(" "))).isZero();
        assertThat(out.toString().contains("\"10.1.0.0/16\"")).isEqualTo(first);
        assertThat(out.toString().contains("\"10.2.0.0/16\"")).isEqualTo(second);
    }

    @Test
    void whatAPeerIsToldIsATable() {
        assertThat(execute("routes", "--advertised", "tor")).isZero();
        assertThat(out.toString()).isEqualTo("""
                PREFIX              VIA       ADVERTISED                       ATTRIBUTES
                10.1.0.0/16         -         - REJECTED_BY_POLICY (f.yaml:9)
                10.2.0.0/16 path 1  10.0.0.1  * ADVERTISED                     ORIGIN IGP
                """);
    }

    @Test
    void onePeerIsShownInDetail() {
        assertThat(execute("status", "tor")).isZero();
        assertThat(out.toString())
                .startsWith("tor: internal, AS 64513 at 10.0.0.9 port 179\n")
                .contains("CAPABILITY");
        assertThat(execute("status", "tor", "--json")).isZero();
        assertThat(out.toString()).contains("\"name\" : \"tor\"");
    }

    @Test
    void everythingIsShownWithoutAName() {
        assertThat(execute("status", "--json")).isZero();
        assertThat(out.toString()).contains("\"peers\"").contains("\"routes\"");
    }
}
