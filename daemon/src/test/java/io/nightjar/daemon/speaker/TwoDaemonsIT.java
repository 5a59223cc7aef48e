package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.nightjar.bgp.testing.FreePort;
import io.nightjar.daemon.config.InvalidConfigurationException;
import io.nightjar.daemon.config.SpeakerFile;
import io.nightjar.daemon.control.AdvertisedReport;
import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.PeerAction;
import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.kernel.KernelException;
import io.nightjar.rib.config.SpeakerConfig;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole daemons on loopback addresses, without the kernel's routing table. */
@Timeout(60)
class TwoDaemonsIT {

    private final Deque<Daemon> daemons = new ArrayDeque<>();

    @TempDir
    private Path directory;

    private int port;

    /** A source whose configuration the test changes. */
    private static final class Changing implements ConfigSource {

        private final ControlThread control;

        private SpeakerConfig first;

        private Listener consumer = (config, changedNanos) -> {};

        Changing(ControlThread control, SpeakerConfig first) {
            this.control = control;
            this.first = first;
        }

        @Override
        public void start(Listener listener) {
            consumer = listener;
            change(first);
        }

        void change(SpeakerConfig config) {
            control.execute(() -> consumer.configured(config, System.nanoTime()));
        }

        @Override
        public boolean connected() {
            return true;
        }

        @Override
        public StatusReport.Source report() {
            return new StatusReport.Source("file", "test", "read");
        }

        @Override
        public List<StatusReport.Note> notes() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void findAPort() {
        port = FreePort.next();
    }

    @AfterEach
    void stop() {
        daemons.forEach(Daemon::close);
    }

    /** A speaker of AS 64512 at 127.0.0.{@code id} that originates a block and knows some neighbours. */
    private SpeakerConfig speaker(int id, String... neighbors) throws InvalidConfigurationException {
        String text = """
                as: 64512
                router-id: 10.0.0.%d
                listen: [{address: 127.0.0.%d, port: %d}]
                originate: [10.%d.0.0/16]
                neighbors: [%s]
                """.formatted(id, id, port, id, String.join(", ", neighbors));
        return SpeakerFile.read(new StringReader(text), "speaker-" + id);
    }

    private String neighbor(int own, int id, String more) {
        return "{name: n%d, address: 127.0.0.%d, port: %d, as: 64512, local-address: 127.0.0.%d%s}"
                .formatted(id, id, port, own, more);
    }

    private Changing start(int id, SpeakerConfig config) throws ControlSocketException, KernelException {
        return start(id, config, DaemonSettings.Exit.RESTART);
    }

    private Changing start(int id, SpeakerConfig config, DaemonSettings.Exit exit)
            throws ControlSocketException, KernelException {
        ControlThread control = new ControlThread();
        Changing source = new Changing(control, config);
        DaemonSettings settings = new DaemonSettings(
                "test", socket(id), DaemonSettings.NO_KERNEL, exit, System::nanoTime, new SplittableRandom(id));
        Daemon daemon = new Daemon(settings, control, source);
        daemons.add(daemon);
        daemon.start();
        return source;
    }

    private Path socket(int id) {
        return directory.resolve(id + ".ctl");
    }

    private StatusReport awaitStatus(int id, Predicate<StatusReport> wanted) throws ControlSocketException {
        try (ControlClient client = new ControlClient(socket(id))) {
            StatusReport status = client.status();
            while (!wanted.test(status)) {
                Thread.onSpinWait();
                status = client.status();
            }
            return status;
        }
    }

    private static StatusReport.Peer peer(StatusReport status, String name) {
        return status.peers().stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Predicate<StatusReport> accepted(String name, int routes) {
        return status -> status.peers().stream()
                .anyMatch(peer -> peer.name().equals(name) && peer.accepted() == routes && peer.advertised() > 0);
    }

    private static Predicate<StatusReport> established(String name) {
        return status -> status.peers().stream()
                .anyMatch(peer -> peer.name().equals(name) && peer.state().equals("Established"));
    }

    @Test
    void exchangeTheirRoutesAndShowThem()
            throws InvalidConfigurationException, ControlSocketException, KernelException {
        start(1, speaker(1, neighbor(1, 2, ", passive: true")));
        start(2, speaker(2, neighbor(2, 1, "")));

        StatusReport status = awaitStatus(1, accepted("n2", 1));
        awaitStatus(2, accepted("n1", 1));

        assertThat(status.routerId()).isEqualTo("10.0.0.1");
        assertThat(status.asNumber()).isEqualTo(64512);
        assertThat(status.kernel().enabled()).isFalse();
        StatusReport.Peer peer = peer(status, "n2");
        assertThat(peer.address()).isEqualTo("127.0.0.2");
        assertThat(peer.state()).isEqualTo("Established");
        assertThat(peer.received()).isEqualTo(1);
        assertThat(peer.advertised()).isEqualTo(1);
        assertThat(routes(1))
                .extracting(
                        RoutesReport.Route::prefix,
                        route -> route.paths().get(0).peer(),
                        RoutesReport.Route::kernel)
                .containsExactly(tuple("10.1.0.0/16", "local", "off"), tuple("10.2.0.0/16", "n2", "off"));
        RoutesReport.Path learned = routes(1).get(1).paths().get(0);
        assertThat(learned.nextHop()).isEqualTo("127.0.0.2");
        assertThat(learned.attributes()).contains(new RoutesReport.Attribute("ORIGIN", "IGP"));
    }

    private List<RoutesReport.Route> routes(int id) throws ControlSocketException {
        try (ControlClient client = new ControlClient(socket(id))) {
            return client.routes().routes();
        }
    }

    @Test
    void aPolicyChangesWithoutTouchingTheSession()
            throws InvalidConfigurationException, ControlSocketException, KernelException {
        Changing one = start(1, speaker(1, neighbor(1, 2, ", passive: true")));
        start(2, speaker(2, neighbor(2, 1, "")));
        awaitStatus(1, accepted("n2", 1));

        one.change(speaker(1, neighbor(1, 2, ", passive: true, import: none")));

        StatusReport.Peer peer = peer(awaitStatus(1, accepted("n2", 0)), "n2");
        assertThat(peer.state()).isEqualTo("Established");
        assertThat(peer.received()).isEqualTo(1);
        assertThat(peer.lastDown()).isNull();
        assertThat(peer(awaitStatus(2, established("n1")), "n1").lastDown()).isNull();
    }

    @Test
    void aNewPeerOrASharedChangeTouchesNobodyElse()
            throws InvalidConfigurationException, ControlSocketException, KernelException {
        Changing one = start(1, speaker(1, neighbor(1, 2, ", passive: true")));
        start(2, speaker(2, neighbor(2, 1, "")));
        awaitStatus(1, accepted("n2", 1));

        start(3, speaker(3, neighbor(3, 1, "")));
        one.change(speaker(1, neighbor(1, 2, ", passive: true"), neighbor(1, 3, ", passive: true")));
        StatusReport both = awaitStatus(1, accepted("n3", 1));
        assertThat(peer(both, "n2").lastDown()).isNull();
        assertThat(peer(both, "n2").state()).isEqualTo("Established");

        one.change(
                speaker(1, neighbor(1, 2, ", passive: true"), neighbor(1, 3, ", passive: true, timers: {hold: 30}")));
        StatusReport restarted = awaitStatus(3, status -> peer(status, "n1").lastDown() != null);
        assertThat(peer(restarted, "n1").lastDown()).containsIgnoringCase("other configuration change");
        assertThat(peer(awaitStatus(1, established("n2")), "n2").lastDown()).isNull();

        one.change(speaker(1, neighbor(1, 2, ", passive: true")));
        awaitStatus(1, status -> status.peers().size() == 1);
        assertThat(peer(awaitStatus(2, established("n1")), "n1").lastDown()).isNull();
    }

    @Test
    void everybodyInARangeBecomesAPeer() throws InvalidConfigurationException, ControlSocketException, KernelException {
        Changing one = start(1, speaker(1, "{neighbor-range: 127.0.0.0/29, as: 64512}"));
        start(2, speaker(2, neighbor(2, 1, "")));
        StatusReport status = awaitStatus(2, accepted("n1", 1));
        assertThat(peer(status, "n1").received()).isEqualTo(1);
        StatusReport reflector = awaitStatus(1, any -> any.peers().stream().anyMatch(peer -> peer.accepted() == 1));
        assertThat(reflector.peers()).extracting(StatusReport.Peer::address).containsExactly("127.0.0.2");

        one.change(speaker(1, "{neighbor-range: 127.0.0.0/29, as: 64512, import: none}"));
        StatusReport changed = awaitStatus(1, any -> any.peers().get(0).accepted() == 0);
        assertThat(changed.peers().get(0).state()).isEqualTo("Established");

        one.change(speaker(1));
        awaitStatus(1, any -> any.peers().isEmpty());
    }

    @Test
    void stoppingTellsThePeersWhy() throws InvalidConfigurationException, ControlSocketException, KernelException {
        start(1, speaker(1, neighbor(1, 2, ", passive: true")));
        start(2, speaker(2, neighbor(2, 1, "")));
        awaitStatus(2, accepted("n1", 1));

        daemons.removeFirst().close();

        assertThat(socket(1)).doesNotExist();
        StatusReport status = awaitStatus(2, any -> peer(any, "n1").lastDown() != null);
        assertThat(peer(status, "n1").lastDown()).containsIgnoringCase("administrative shutdown");
        assertThat(routes(2)).extracting(RoutesReport.Route::prefix).containsExactly("10.2.0.0/16");
    }

    @Test
    void whoDrainsAsksForOtherWaysAndThenGoes()
            throws InvalidConfigurationException, ControlSocketException, KernelException {
        DaemonSettings.Exit drain = new DaemonSettings.Exit(ExitMode.DRAIN, Duration.ofSeconds(2));
        start(1, speaker(1, neighbor(1, 2, ", passive: true")), drain);
        start(2, speaker(2, neighbor(2, 1, "")));
        awaitStatus(2, accepted("n1", 1));
        Daemon draining = daemons.removeFirst();

        CompletableFuture<Void> ending = CompletableFuture.runAsync(draining::close);
        String attributes = attributes(2, "10.1.0.0/16");
        while (!attributes.contains("65535:0")) {
            assertThat(ending).isNotDone();
            attributes = attributes(2, "10.1.0.0/16");
        }

        assertThat(attributes).contains("LOCAL_PREF", "value=0");
        StatusReport gone = awaitStatus(2, any -> peer(any, "n1").lastDown() != null);
        assertThat(peer(gone, "n1").lastDown()).containsIgnoringCase("administrative shutdown");
        ending.join();
    }

    private String attributes(int id, String prefix) throws ControlSocketException {
        return routes(id).stream()
                .filter(route -> route.prefix().equals(prefix))
                .flatMap(route -> route.paths().stream())
                .map(path -> path.attributes().toString())
                .collect(Collectors.joining());
    }

    private String perform(int id, PeerAction action) throws ControlSocketException {
        try (ControlClient client = new ControlClient(socket(id))) {
            return client.perform(action);
        }
    }

    @Test
    void anOperatorEndsASessionWithAWordAndWantsItBack()
            throws InvalidConfigurationException, ControlSocketException, KernelException {
        start(1, speaker(1, neighbor(1, 2, ", passive: true")));
        start(2, speaker(2, neighbor(2, 1, "")));
        awaitStatus(2, accepted("n1", 1));

        assertThat(perform(1, new PeerAction.Disable("n2", "back at noon"))).isEqualTo("n2 is disabled");
        StatusReport.Peer told =
                peer(awaitStatus(2, status -> peer(status, "n1").lastDown() != null), "n1");
        assertThat(told.lastDown())
                .containsIgnoringCase("administrative shutdown")
                .contains("\"back at noon\"");
        StatusReport.Peer disabled = peer(
                awaitStatus(1, status -> !peer(status, "n2").session().setup().enabled()), "n2");
        assertThat(disabled.state()).isEqualTo("Idle");
        assertThatThrownBy(() -> perform(1, new PeerAction.Restart("n2", "")))
                .isInstanceOf(ControlSocketException.class)
                .hasMessage("n2 is disabled");
        assertThatThrownBy(() -> perform(1, new PeerAction.Refresh("n2", null)))
                .hasMessage("the session with n2 is not established");

        assertThat(perform(1, new PeerAction.Enable("n2"))).isEqualTo("n2 is enabled");
        awaitStatus(1, accepted("n2", 1));

        long before = established(1);
        assertThat(perform(1, new PeerAction.Restart("n2", "again"))).isEqualTo("n2 is restarted");
        awaitStatus(
                1,
                status -> peer(status, "n2").session().counters().established() > before
                        && peer(status, "n2").accepted() == 1);
    }

    private long established(int id) throws ControlSocketException {
        return peer(awaitStatus(id, any -> true), "n2").session().counters().established();
    }

    @Test
    void anOperatorAsksAPeerForItsRoutesAgain()
            throws InvalidConfigurationException, ControlSocketException, KernelException {
        start(1, speaker(1, neighbor(1, 2, ", passive: true")));
        start(2, speaker(2, neighbor(2, 1, "")));
        awaitStatus(2, accepted("n1", 1));
        long updates = peer(awaitStatus(1, accepted("n2", 1)), "n2")
                .session()
                .counters()
                .updatesReceived();

        assertThat(perform(1, new PeerAction.Refresh("n2", "ipv4"))).isEqualTo("n2 is asked for ipv4-unicast");

        awaitStatus(1, status -> peer(status, "n2").session().counters().updatesReceived() > updates);
        assertThatThrownBy(() -> perform(1, new PeerAction.Refresh("n2", "ipv6")))
                .hasMessage("the session with n2 does not carry ipv6-unicast");
        assertThatThrownBy(() -> perform(1, new PeerAction.Refresh("n9", null)))
                .hasMessage("there is no peer named n9");
    }

    @Test
    void whatAPeerHasAnnouncedAndIsToldIsShownWithReasons()
            throws InvalidConfigurationException, ControlSocketException, KernelException {
        start(1, speaker(1, neighbor(1, 2, ", passive: true, export: [{reject: 10.1.0.0/16}]")));
        start(2, speaker(2, neighbor(2, 1, "")));
        awaitStatus(1, established("n2"));
        awaitStatus(1, status -> peer(status, "n2").accepted() == 1);
        awaitStatus(2, established("n1"));

        try (ControlClient client = new ControlClient(socket(1))) {
            assertThat(client.received("n2").routes()).singleElement().satisfies(route -> {
                assertThat(route.prefix()).isEqualTo("10.2.0.0/16");
                assertThat(route.paths())
                        .singleElement()
                        .satisfies(path -> assertThat(path.reason()).isEqualTo("ONLY_ROUTE"));
            });
            AdvertisedReport advertised = client.advertised("n2");
            assertThat(advertised.routes())
                    .extracting(AdvertisedReport.Route::prefix, AdvertisedReport.Route::reason)
                    .containsExactly(
                            tuple("10.1.0.0/16", "REJECTED_BY_POLICY"), tuple("10.2.0.0/16", "NOT_BACK_TO_SOURCE"));
            assertThat(advertised.routes().get(0).rule()).isEqualTo("speaker-1:5");
        }
        try (ControlClient client = new ControlClient(socket(2))) {
            assertThat(client.advertised("n1").routes()).singleElement().satisfies(route -> {
                assertThat(route.advertised()).isTrue();
                assertThat(route.nextHop()).isEqualTo("127.0.0.2");
                assertThat(route.attributes()).contains(new RoutesReport.Attribute("LOCAL_PREF", "100"));
            });
        }
    }
}
