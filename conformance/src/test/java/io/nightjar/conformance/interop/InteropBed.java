package io.nightjar.conformance.interop;

import io.nightjar.conformance.TestBed;
import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.PeerAction;
import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabPlan;
import io.nightjar.daemon.lab.NightjarSpeaker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A scenario brought to life: Nightjar and its peers on one network, each on a node of its own. */
final class InteropBed implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(20);
    static final String INTERFACE = "enp0s8";

    private static final int STATIONS = 9;

    private final TestBed bed;
    private final InteropScenario scenario;
    private final NightjarSpeaker nightjar;
    private final Map<PeerKind, InteropPeer> peers = new EnumMap<>(PeerKind.class);
    private final Map<Station, InteropPeer> others = new HashMap<>();

    private InteropBed(TestBed bed, InteropScenario scenario) {
        this.bed = bed;
        this.scenario = scenario;
        SpeakerSetup setup = scenario.nightjar();
        Path file = PeerProgram.file(bed.site(), Station.NIGHTJAR, "speaker.yaml", NightjarConfiguration.of(setup));
        this.nightjar = NightjarSpeaker.onFile(bed.site(), Station.NIGHTJAR.node(), TestBed.nightjar(), file);
    }

    /** Builds the network and starts everybody, Nightjar first, so that no peer waits for its next attempt. */
    static InteropBed open(InteropScenario scenario, Set<PeerKind> kinds) {
        List<LabNode> nodes = new ArrayList<>();
        for (int number = 0; number < STATIONS; number++) {
            Station station = new Station(number);
            nodes.add(new LabNode(station.node(), station.address(), station.block(), List.of()));
        }
        TestBed bed = TestBed.of(LabPlan.bareNodes(nodes.toArray(LabNode[]::new)));
        for (int number = 0; number < STATIONS; number++) {
            Station station = new Station(number);
            bed.site()
                    .output(
                            station.node(),
                            "ip",
                            "-6",
                            "address",
                            "add",
                            station.address6() + "/64",
                            "dev",
                            INTERFACE,
                            "nodad");
        }
        if (scenario == InteropScenario.MULTIHOP) {
            RoutedStations.build(bed.site(), STATIONS);
        }
        InteropBed interop = new InteropBed(bed, scenario);
        interop.awaitAnswer();
        interop.startOthers();
        kinds.forEach(interop::startPeer);
        return interop;
    }

    private void awaitAnswer() {
        bed.eventually(
                "Nightjar answers",
                LIMIT,
                () -> {
                    if (!nightjar.process().isAlive()) {
                        throw new AssertionError(
                                "Nightjar has ended:\n" + nightjar.process().log());
                    }
                    return nightjar.status().isPresent();
                },
                () -> "nothing");
    }

    private void startOthers() {
        scenario.others().forEach(setup -> others.put(setup.station(), PeerKind.BIRD_2.start(bed.site(), setup)));
    }

    private void startPeer(PeerKind kind) {
        peers.put(kind, kind.start(bed.site(), scenario.peer(kind.station())));
    }

    TestBed bed() {
        return bed;
    }

    InteropScenario scenario() {
        return scenario;
    }

    NightjarSpeaker nightjar() {
        return nightjar;
    }

    InteropPeer peer(PeerKind kind) {
        return Optional.ofNullable(peers.get(kind))
                .orElseThrow(() -> new IllegalStateException(kind + " was not started"));
    }

    /** A speaker beside Nightjar and its peers. */
    InteropPeer other(Station station) {
        return Optional.ofNullable(others.get(station))
                .orElseThrow(() -> new IllegalStateException("nobody stands at " + station));
    }

    /** What Nightjar says about a session; empty as long as it says nothing. */
    Optional<StatusReport.Peer> status(String session) {
        return nightjar.status().map(StatusReport::peers).orElse(List.of()).stream()
                .filter(peer -> peer.name().equals(session))
                .findFirst();
    }

    /** The paths for a prefix that Nightjar has received over a session. */
    List<RoutesReport.Path> received(String session, String prefix) {
        try (ControlClient client = new ControlClient(nightjar.control())) {
            return client.received(session).routes().stream()
                    .filter(route -> route.prefix().equals(prefix))
                    .flatMap(route -> route.paths().stream())
                    .toList();
        } catch (ControlSocketException e) {
            return List.of();
        }
    }

    /** Does what an operator of Nightjar would order by {@code nightjar peer}. */
    void perform(PeerAction action) {
        try (ControlClient client = new ControlClient(nightjar.control())) {
            client.perform(action);
        } catch (ControlSocketException e) {
            throw new AssertionError("Nightjar refuses " + action, e);
        }
    }

    @Override
    public void close() {
        bed.close();
    }
}
