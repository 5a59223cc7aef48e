package io.nightjar.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.lab.BirdProgram;
import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabPlan;
import io.nightjar.daemon.lab.LabProcess;
import io.nightjar.daemon.lab.NightjarSpeaker;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A Nightjar that is killed and finds its peers dead or alive and its configuration changed: what the living ones announce is
 * programmed, what nobody can know yet stays, and no destination is without a route for a moment.
 */
@RequiresNetworkNamespaces
class AdoptionIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(90);
    private static final String OURS = "node00";
    private static final String MARK = "203.0.113.0/24";
    private static final List<String> VALID = List.of("10.50.0.0/24", "10.60.0.0/24", "10.61.0.0/24", "10.62.0.0/24");

    private TestBed bed;
    private NightjarSpeaker ours;
    private NightjarSpeaker living;
    private NightjarSpeaker doomed;

    @BeforeEach
    void start() {
        bed = TestBed.of(LabPlan.bareNodes(
                new LabNode(OURS, "172.17.8.100", "192.168.200.0/26", List.of()),
                new LabNode("node01", "172.17.8.101", "192.168.201.0/26", List.of()),
                new LabNode("node02", "172.17.8.102", "192.168.202.0/26", List.of())));
        configure("10.60.0.0/24, 10.59.0.0/24", 0);
        ours = NightjarSpeaker.onFile(bed.site(), OURS, TestBed.nightjar(), file(OURS));
        living = peer(1);
        doomed = peer(2);
        bed.awaitRoute(OURS, "10.61.0.0/24 via 172.17.8.101 dev enp0s8 proto bird", LIMIT);
        bed.awaitRoute(OURS, "10.62.0.0/24 via 172.17.8.102 dev enp0s8 proto bird", LIMIT);
        bed.awaitRoute(OURS, "\tnexthop via 172.17.8.102 dev enp0s8 weight 1", LIMIT);
    }

    @AfterEach
    void end() {
        bed.close();
    }

    private Path file(String node) {
        return bed.site().folder(node).resolve("speaker.yaml");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void configure(String originated, int metric) {
        write(file(OURS), """
                as: 65000
                router-id: 172.17.8.100
                neighbors:
                  - {name: one, address: 172.17.8.101, as: 65000, timers: {connect-delay: 1}}
                  - {name: two, address: 172.17.8.102, as: 65000, timers: {connect-delay: 1}}
                originate: [%s]
                kernel: {enabled: true, metric: %d}
                """.formatted(originated, metric));
    }

    /** A neighbor with a route of its own and one that both neighbors have. */
    private NightjarSpeaker peer(int number) {
        String node = "node0" + number;
        write(file(node), """
                as: 65000
                router-id: 172.17.8.10%1$d
                neighbors:
                  - {name: ours, address: 172.17.8.100, as: 65000, timers: {connect-delay: 1}}
                originate: [10.6%1$d.0.0/24, 10.50.0.0/24]
                kernel: {enabled: false}
                """.formatted(number));
        return NightjarSpeaker.onFile(bed.site(), node, TestBed.nightjar(), file(node));
    }

    private void awaitKernel(String what, Duration limit, int adopted, int installed, List<String> waitingFor) {
        bed.eventually(what, limit, () -> {
            Optional<StatusReport.Kernel> kernel = ours.status().map(StatusReport::kernel);
            boolean so = kernel.isPresent()
                    && kernel.get().adopted() == adopted
                    && kernel.get().installed() == installed
                    && kernel.get().waitingFor().equals(waitingFor);
            return so ? List.of() : List.of("seen: " + kernel);
        });
    }

    @Test
    void killedTwiceWithADeadPeerAndAnotherConfigurationNoDestinationIsLost() {
        LabProcess monitor = bed.site().start("monitor", OURS, List.of("ip", "-o", "monitor", "route"), Map.of());
        caughtUp(monitor);
        ours.process().kill();
        doomed.process().kill();
        ours.restart();
        bed.eventually("the first successor answers", LIMIT, () -> ours.status().isPresent(), () -> "nothing");
        ours.process().kill();
        configure("10.60.0.0/24, 10.58.0.0/24", 1024);
        ours.restart();

        awaitKernel("only what the dead peer could know is open", LIMIT, 2, 4, List.of("two"));
        assertThat(bed.routes(OURS))
                .contains(
                        "10.50.0.0/24 via 172.17.8.101 dev enp0s8 proto bird metric 1024",
                        "blackhole 10.58.0.0/24 proto bird",
                        "blackhole 10.59.0.0/24 proto bird",
                        "blackhole 10.60.0.0/24 proto bird",
                        "10.61.0.0/24 via 172.17.8.101 dev enp0s8 proto bird metric 1024",
                        "10.62.0.0/24 via 172.17.8.102 dev enp0s8 proto bird");
        assertThat(bed.routes(OURS))
                .filteredOn(line -> line.contains("proto bird"))
                .hasSize(6);
        assertNeverAway(caughtUp(monitor));
    }

    /** Between the two there is no graceful restart then; BIRD does not send End-of-RIB unless it is promised. */
    @Test
    void aPeerWithoutEndOfRibIsBelievedWhenItHasFallenSilent() {
        ours.process().kill();
        living.process().kill();
        doomed.process().kill();
        startBird();
        configure("10.60.0.0/24", 1024);
        ours.restart();

        awaitKernel("the silent peer's routes wait", LIMIT, 4, 1, List.of("one", "two"));
        awaitKernel("the silent peer's routes are programmed", SILENCE_LIMIT, 2, 3, List.of("two"));
        bed.awaitRoute(OURS, "10.61.0.0/24 via 172.17.8.101 dev enp0s8 proto bird metric 1024", LIMIT);
        bed.awaitRoute(OURS, "10.62.0.0/24 via 172.17.8.102 dev enp0s8 proto bird", LIMIT);
    }

    private void startBird() {
        Path folder = bed.site().folder("node01");
        Path configuration = folder.resolve("bird.conf");
        write(configuration, """
                log stderr all;
                router id 172.17.8.101;
                protocol device {}
                protocol static { ipv4; route 10.50.0.0/24 blackhole; route 10.61.0.0/24 blackhole; }
                protocol bgp nightjar {
                  local 172.17.8.101 as 65000;
                  neighbor 172.17.8.100 as 65000;
                  connect delay time 1; connect retry time 1; error wait time 1, 1;
                  graceful restart off;
                  ipv4 { import all; export all; };
                }
                """);
        List<String> words = List.of(
                BirdProgram.bird(TestBed.unpacked("bird2")).daemon().toString(),
                "-f",
                "-c",
                configuration.toString(),
                "-s",
                folder.resolve("bird.ctl").toString(),
                "-P",
                folder.resolve("bird.pid").toString());
        bed.site().start("node01-bird", "node01", words, Map.of());
    }

    /** What it shows after a change that was made for this purpose is complete up to that. */
    private List<String> caughtUp(LabProcess monitor) {
        long seen = marks(monitor);
        bed.eventually("the monitor shows a mark", LIMIT, () -> {
            bed.site().output(OURS, "ip", "route", "replace", "blackhole", MARK);
            bed.site().output(OURS, "ip", "route", "delete", "blackhole", MARK);
            return marks(monitor) > seen ? List.of() : List.of("nothing yet");
        });
        return monitor.log().lines().toList();
    }

    private static long marks(LabProcess monitor) {
        return monitor.log().lines().filter(line -> line.contains(MARK)).count();
    }

    private static void assertNeverAway(List<String> monitored) {
        Map<String, Integer> standing = new HashMap<>();
        VALID.forEach(prefix -> standing.put(prefix, 1));
        List<String> changes = new ArrayList<>();
        for (String line : monitored) {
            for (String prefix : VALID) {
                if (line.contains(prefix)) {
                    changes.add(line);
                    standing.merge(prefix, line.startsWith("Deleted ") ? -1 : 1, Integer::sum);
                    assertThat(standing.get(prefix)).as("%s", changes).isPositive();
                }
            }
        }
        assertThat(changes)
                .noneMatch(line -> line.contains("10.60.0.0/24"))
                .noneMatch(line -> line.contains("10.62.0.0/24"));
        assertThat(standing.values()).as("%s", changes).containsOnly(1);
    }
}
