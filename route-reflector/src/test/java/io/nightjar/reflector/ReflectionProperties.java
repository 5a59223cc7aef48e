package io.nightjar.reflector;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.inbound.OwnIdentity;
import io.nightjar.rib.outbound.ExportReason;
import io.nightjar.rib.outbound.ExportTarget;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.testing.RestartScenario;
import io.nightjar.rib.testing.RestartingPeers;
import io.nightjar.rib.testing.TableScenario;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Reflection in random tables and along random chains of reflectors. */
class ReflectionProperties {

    private static final List<TestPeer> PEERS = List.of(
            TestPeer.client(1, "0.0.0.1"),
            TestPeer.client(2, "0.0.0.1"),
            TestPeer.client(3, "0.0.0.2"),
            TestPeer.internal(4),
            TestPeer.internal(5),
            TestPeer.formerClient(8, "0.0.0.2"),
            TestPeer.formerClient(9, "0.0.0.3"),
            TestPeer.external(6, 65006),
            TestPeer.external(7, 65006).withLocalAddress("fd00::fe"));

    @Property(tries = 300)
    void everybodyEndsUpWithWhatTheReferenceSays(@ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int steps) {
        TableScenario scenario = new TableScenario(ReflectionRules.rules(), PEERS, seed);
        for (int i = 0; i < steps; i++) {
            scenario.step();
            scenario.established().forEach(peer -> assertSane(scenario, peer));
        }
        scenario.drainAll();
        for (TestPeer peer : scenario.established()) {
            assertThat(scenario.table().output(peer).routes())
                    .as(peer.id().name())
                    .isEqualTo(scenario.reference().told(peer));
        }
    }

    @Property(tries = 150)
    void peersThatHearOfAllPathsHearOfEachAsItIsReflected(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int steps) {
        Set<AddressFamily> ipv4 = Set.of(AddressFamily.IPV4_UNICAST);
        List<TestPeer> mixed = PEERS.stream()
                .map(peer -> peer.number() % 3 == 0 ? peer : peer.withAddPath(ipv4, ipv4))
                .toList();
        TableScenario scenario = new TableScenario(ReflectionRules.rules(), mixed, seed);
        for (int i = 0; i < steps; i++) {
            scenario.step();
        }
        scenario.drainAll();
        for (TestPeer peer : scenario.established()) {
            assertThat(scenario.table().output(peer).countedPaths())
                    .as(peer.id().name())
                    .isEqualTo(scenario.reference().toldPaths(peer));
        }
    }

    /** Clusters come and go with the peers and policies that name them, and so do the loops that they make of routes. */
    @Property(tries = 200)
    void whateverWasKeptTheEndIsAsIfItHadBeenTheBeginning(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int steps) {
        List<PeerPolicy> policies = List.of(
                TestPeer.internal(1).policy(),
                TestPeer.client(1, "0.0.0.5").policy(),
                TestPeer.formerClient(1, "0.0.0.6").policy(),
                TestPeer.client(1, "0.0.0.7").policy());
        List<List<TestPeer>> peers =
                PEERS.stream().map(RestartingPeers::incarnations).toList();
        RestartScenario scenario = new RestartScenario(ReflectionRules.rules(), peers, policies, seed);
        for (int i = 0; i < steps; i++) {
            scenario.step();
        }
        assertThat(scenario.settle().differencesTo(scenario.coldStart())).isEmpty();
    }

    private static void assertSane(TableScenario scenario, TestPeer peer) {
        scenario.table().output(peer).routes().forEach((prefix, attributes) -> {
            List<BgpIdentifier> clusters = clusterIds(attributes);
            assertThat(clusters).as(prefix.toString()).doesNotHaveDuplicates();
            BgpIdentifier client = peer.policy().clientClusterId();
            assertThat(attributes.find(OriginatorId.class).isPresent() || clusters.isEmpty())
                    .as("a CLUSTER_LIST comes with an originator: " + prefix)
                    .isTrue();
            assertThat(peer.asNumber().equals(TestPeer.OWN_AS) || (client == null && clusters.isEmpty()))
                    .as("reflection stays inside: " + prefix)
                    .isTrue();
        });
    }

    private static List<BgpIdentifier> clusterIds(PathAttributes attributes) {
        return attributes.find(ClusterList.class).map(ClusterList::clusterIds).orElse(List.of());
    }

    /**
     * Reflectors in a random graph, several of them in one cluster, and some with former clients only: a route is handed on wherever the
     * rules let it.
     */
    @Property(tries = 300)
    void aRouteNeverComesBackToItsOriginatorOrTwiceThroughACluster(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int size) {
        Graph graph = new Graph(new Random(seed), size);
        Deque<Hop> open = new ArrayDeque<>();
        for (int neighbor = 1; neighbor < size; neighbor++) {
            open.add(new Hop(0, neighbor, TestAttributes.internal("10.0.0.1")));
        }
        int hops = 0;
        while (!open.isEmpty()) {
            Hop hop = open.poll();
            hops++;
            assertThat(hops).as("the route runs in circles").isLessThan(10_000);
            assertThat(clusterIds(hop.attributes)).doesNotHaveDuplicates();
            if (graph.accepts(hop)) {
                assertThat(hop.to).as("back at its originator").isNotZero();
                open.addAll(graph.onward(hop));
            }
        }
    }

    private record Hop(int from, int to, PathAttributes attributes) {}

    /** Internal speakers, all of them peers. */
    private static final class Graph {

        private final List<Node> nodes = new ArrayList<>();

        /**
         * One of the speakers.
         *
         * @param former whether its clients are to be none any more
         */
        private record Node(BgpIdentifier cluster, boolean former, Set<Integer> clients) {}

        Graph(Random random, int size) {
            for (int node = 0; node < size; node++) {
                Set<Integer> clients = new HashSet<>();
                for (int other = 0; other < size; other++) {
                    if (other != node && random.nextBoolean()) {
                        clients.add(other);
                    }
                }
                nodes.add(new Node(new BgpIdentifier(100 + random.nextInt(size)), random.nextInt(3) == 0, clients));
            }
        }

        boolean accepts(Hop hop) {
            Node node = nodes.get(hop.to);
            boolean reflector = !node.former && !node.clients.isEmpty();
            OwnIdentity own = new OwnIdentity(
                    TestPeer.OWN_AS,
                    TestPeer.internal(hop.to + 1).identifier(),
                    reflector ? Set.of(node.cluster) : Set.of(),
                    0,
                    TestPeer.OWN_ADDRESS);
            return ReflectionRules.rules().loopCheck().check(hop.attributes, own) == ImportReason.ACCEPTED;
        }

        List<Hop> onward(Hop hop) {
            List<Hop> onward = new ArrayList<>();
            var rule = ReflectionRules.rules().internal();
            var source = peer(hop.to, hop.from).source();
            for (int next = 0; next < nodes.size(); next++) {
                TestPeer peer = peer(hop.to, next);
                ExportTarget target = ExportTarget.of(peer.session(), peer.policy());
                boolean told = next != hop.from && next != hop.to;
                if (told && rule.check(hop.attributes, source, target) == ExportReason.ADVERTISED) {
                    onward.add(new Hop(hop.to, next, rule.passOn(hop.attributes, source, target)));
                }
            }
            return onward;
        }

        /** What {@code other} is to {@code here}. */
        private TestPeer peer(int here, int other) {
            Node node = nodes.get(here);
            TestPeer plain = TestPeer.internal(other + 1);
            return node.clients.contains(other) ? plain.withCluster(node.cluster) : plain;
        }
    }

    @Property(tries = 50)
    void nothingIsToldToTheClientThatAnnouncedIt(@ForAll long seed) {
        TableScenario scenario = new TableScenario(ReflectionRules.rules(), PEERS, seed);
        for (int i = 0; i < 80; i++) {
            scenario.step();
        }
        scenario.drainAll();
        scenario.reference().best().forEach((Prefix prefix, Route best) -> {
            for (TestPeer peer : scenario.established()) {
                if (peer.id().equals(best.source().peer())) {
                    assertThat(scenario.table().output(peer).routes()).doesNotContainKey(prefix);
                }
            }
        });
    }
}
