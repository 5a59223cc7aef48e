package io.nightjar.conformance;

import io.nightjar.daemon.lab.BirdProgram;
import io.nightjar.daemon.lab.BirdSpeaker;
import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabPlan;
import io.nightjar.daemon.lab.NightjarSpeaker;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What becomes of other software's routes: Nightjar and a BIRD 1.6 with equal filters have the same ones in their kernels, and a BIRD 2
 * hears from both. Bridges stand in for the devices of Calico.
 */
@RequiresNetworkNamespaces
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LearnedRoutesIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final List<String> LEARNERS = List.of("node00", "node01");
    private static final String OBSERVER = "node02";
    private static final BirdProgram BIRD_1 = BirdProgram.bird(TestBed.unpacked("bird"));
    private static final BirdProgram BIRD_2 = BirdProgram.bird(TestBed.unpacked("bird2"));
    private static final Pattern NET = Pattern.compile("(\\S+/\\d+)\\s.*");
    private static final Pattern NEXT_HOP = Pattern.compile("\\s*BGP\\.next_hop: (\\S+).*");

    /** What stands for the learner's own address. */
    private static final String SELF = "self";

    private TestBed bed;
    private BirdSpeaker observer;

    @BeforeAll
    void start() throws IOException {
        bed = TestBed.of(LabPlan.bareNodes(
                new LabNode("node00", "172.17.8.100", "192.168.200.0/26", List.of()),
                new LabNode("node01", "172.17.8.101", "192.168.201.0/26", List.of()),
                new LabNode(OBSERVER, "172.17.8.102", "192.168.202.0/26", List.of())));
        for (String device : List.of("cali1", "vxlan.calico", "kube-ipvs0", "dc0")) {
            both("ip link add " + device + " type bridge");
            both("ip link set " + device + " up");
        }
        observer = startBird(OBSERVER, BIRD_2, """
                protocol bgp node00 {
                  local 172.17.8.102 as 65000; neighbor 172.17.8.100 as 65000;
                  connect delay time 1; connect retry time 1; error wait time 1, 1;
                  ipv4 { import all; export none; };
                }
                protocol bgp node01 {
                  local 172.17.8.102 as 65000; neighbor 172.17.8.101 as 65000;
                  connect delay time 1; connect retry time 1; error wait time 1, 1;
                  ipv4 { import all; export none; };
                }
                """);
        startBird("node01", BIRD_1, """
                protocol kernel { learn; persist; scan time 2; import all; export none; }
                protocol direct { interface -"cali*", -"kube-ipvs*", "*"; }
                filter announced {
                  if defined(ifname) && ifname ~ "*.calico" then reject;
                  if net ~ 10.65.0.0/24 then { if krt_metric < 1024 then accept; else reject; }
                  if net ~ 10.64.0.0/10 || net ~ 169.254.0.0/16 then accept;
                  if net = 0.0.0.0/0 && ifname = "dc0" then accept;
                  reject;
                }
                protocol bgp observer {
                  local 172.17.8.101 as 65000; neighbor 172.17.8.102 as 65000;
                  connect delay time 1; connect retry time 1; error wait time 1, 1;
                  import none; export filter announced;
                }
                """);
        startNightjar();
    }

    private void startNightjar() throws IOException {
        Path file = Files.writeString(bed.site().folder("node00").resolve("speaker.yaml"), """
                as: 65000
                router-id: 172.17.8.100
                neighbors:
                  - name: observer
                    address: 172.17.8.102
                    as: 65000
                    import: none
                    timers: {connect-delay: 1}
                    export:
                      - {reject: 0.0.0.0/0, min-length: 0, interface: "*.calico"}
                      - {accept: 10.65.0.0/24, min-length: 24, min-metric: 1, max-metric: 1023}
                      - {reject: 10.65.0.0/24, min-length: 24}
                      - {accept: 10.64.0.0/10, min-length: 10}
                      - {accept: 169.254.0.0/16, min-length: 16}
                      - {accept: 0.0.0.0/0, interface: dc0}
                kernel:
                  enabled: true
                  learn: true
                """);
        NightjarSpeaker.onFile(bed.site(), "node00", TestBed.nightjar(), file);
    }

    private BirdSpeaker startBird(String node, BirdProgram bird, String words) {
        String address = node.equals(OBSERVER) ? "172.17.8.102" : "172.17.8.101";
        return BirdSpeaker.start(
                bed.site(),
                node,
                bird,
                "log stderr all;\nrouter id " + address + ";\nprotocol device { scan time 2; }\n" + words);
    }

    @AfterAll
    void end() {
        bed.close();
    }

    private void both(String command) {
        for (String node : LEARNERS) {
            bed.site().output(node, command.split(" "));
        }
    }

    /** What the observer has heard from a learner: next hops by destination. */
    private Map<String, String> heard(String learner) {
        String text = observer.ask("show route all protocol " + learner);
        String own = learner.equals("node00") ? "172.17.8.100" : "172.17.8.101";
        Map<String, String> heard = new TreeMap<>();
        String net = "";
        for (String line : text.lines().toList()) {
            Matcher begins = NET.matcher(line);
            Matcher nextHop = NEXT_HOP.matcher(line);
            if (begins.matches()) {
                net = begins.group(1);
            } else if (nextHop.matches()) {
                heard.put(net, nextHop.group(1).equals(own) ? SELF : nextHop.group(1));
            }
        }
        return heard;
    }

    private void awaitHeard(Map<String, String> expected) {
        LEARNERS.forEach(learner -> awaitHeard(learner, expected));
    }

    private void awaitHeard(String learner, Map<String, String> expected) {
        bed.eventually(
                learner + " announces " + expected.keySet(),
                LIMIT,
                () -> heard(learner).equals(expected),
                () -> heard(learner).toString());
    }

    /** Puts routes into both kernels, waits until the observer hears what it should, and takes them away again. */
    private void check(List<String> routes, Map<String, String> expected) {
        List<String> there = new ArrayList<>(routes);
        there.forEach(route -> both("ip route add " + route));
        awaitHeard(expected);
        there.forEach(route -> both("ip route del " + route));
        awaitHeard(Map.of());
    }

    @Test
    void routesOfOthersAreAnnouncedWithTheRightNextHopAndWithdrawn() {
        check(
                List.of(
                        "10.65.1.0/24 dev cali1 proto 80",
                        "10.65.2.0/24 via 172.17.8.103 proto static",
                        "blackhole 10.65.3.0/24 proto 80",
                        "unreachable 10.65.4.0/24 proto 80",
                        "prohibit 10.65.5.0/24 proto 80",
                        "10.65.6.0/24 proto static nexthop via 172.17.8.103 nexthop via 172.17.8.104",
                        "10.65.7.0/24 via 10.99.0.1 dev cali1 onlink proto 80",
                        "10.65.8.0/24 dev cali1 proto boot",
                        "169.254.7.0/24 dev cali1 proto 80"),
                Map.of(
                        "10.65.1.0/24", SELF,
                        "10.65.2.0/24", "172.17.8.103",
                        "10.65.3.0/24", SELF,
                        "10.65.4.0/24", SELF,
                        "10.65.5.0/24", SELF,
                        "10.65.6.0/24", SELF,
                        "10.65.7.0/24", "10.99.0.1",
                        "10.65.8.0/24", SELF,
                        "169.254.7.0/24", SELF));
    }

    @Test
    void onlyElevatedRoutesEscapeAndTunnelsStay() {
        check(
                List.of(
                        "10.65.0.1 dev cali1 proto 80 metric 1024",
                        "10.65.0.2 dev cali1 proto 80 metric 512",
                        "10.66.0.0/24 dev vxlan.calico proto 80",
                        "10.66.1.0/24 dev cali1 proto 80"),
                Map.of("10.65.0.2/32", SELF, "10.66.1.0/24", SELF));
    }

    @Test
    void whatTheKernelDoesByItselfAndWhatIsNotUnicastIsNotLearned() {
        check(
                List.of(
                        "10.65.1.0/24 dev cali1 proto kernel",
                        "throw 10.65.2.0/24 proto 80",
                        "10.65.3.0/24 dev cali1 proto 80 tos 0x10",
                        "10.65.4.0/24 dev cali1 proto 80"),
                Map.of("10.65.4.0/24", SELF));
    }

    @Test
    void theLowestMetricCounts() {
        both("ip route add 10.70.0.0/24 via 172.17.8.103 proto static metric 200");
        awaitHeard(Map.of("10.70.0.0/24", "172.17.8.103"));
        both("ip route add 10.70.0.0/24 via 172.17.8.104 proto static metric 100");
        awaitHeard(Map.of("10.70.0.0/24", "172.17.8.104"));
        both("ip route del 10.70.0.0/24 metric 100");
        awaitHeard(Map.of("10.70.0.0/24", "172.17.8.103"));
        both("ip route del 10.70.0.0/24 metric 200");
        awaitHeard(Map.of());
    }

    @Test
    void connectedNetworksAreAnnouncedUnlessTheirDeviceIsExcluded() {
        both("ip address add 10.80.0.1/24 dev dc0");
        both("ip address add 10.80.1.1/24 dev cali1");
        both("ip address add 10.80.2.1/32 dev kube-ipvs0");
        awaitHeard(Map.of("10.80.0.0/24", SELF));
        both("ip route add 10.80.0.0/24 via 172.17.8.103 proto static metric 50");
        both("ip link set dc0 down");
        awaitHeard(Map.of("10.80.0.0/24", "172.17.8.103"));
        both("ip link set dc0 up");
        awaitHeard(Map.of("10.80.0.0/24", SELF));
        both("ip route del 10.80.0.0/24 metric 50");
        both("ip address flush dev dc0");
        both("ip address flush dev cali1");
        both("ip address flush dev kube-ipvs0");
        awaitHeard(Map.of());
    }

    /** As on Google Compute Engine. Calico's BIRD learns such routes, and so do we; the BIRD 1.6 beside us asks for a neighbour. */
    @Test
    void aGatewayThatNoAddressCoversIsGoodEnough() {
        both("ip address add 10.128.0.5/32 dev dc0");
        both("ip route add 10.128.0.1 dev dc0 proto static scope link");
        both("ip route replace default via 10.128.0.1 dev dc0 proto static");
        both("ip route add 10.70.0.0/24 via 10.128.0.1 dev dc0 proto static metric 100");
        both("ip route add 10.70.0.0/24 via 172.17.8.103 proto static metric 200");
        awaitHeard("node00", Map.of("0.0.0.0/0", "10.128.0.1", "10.70.0.0/24", "10.128.0.1"));
        awaitHeard("node01", Map.of("10.70.0.0/24", "172.17.8.103"));
        both("ip route del 10.70.0.0/24 metric 100");
        both("ip route del 10.70.0.0/24 metric 200");
        both("ip route replace default via 10.0.2.2 dev enp0s3");
        both("ip route del 10.128.0.1 dev dc0");
        both("ip address flush dev dc0");
        awaitHeard(Map.of());
    }
}
