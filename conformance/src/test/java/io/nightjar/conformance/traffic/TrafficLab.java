package io.nightjar.conformance.traffic;

import io.nightjar.conformance.TestBed;
import io.nightjar.conformance.traffic.ClusterShape.Link;
import io.nightjar.daemon.SystemNanoClock;
import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.lab.BirdProgram;
import io.nightjar.daemon.lab.BirdSpeaker;
import io.nightjar.daemon.lab.EtcdServer;
import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabPlan;
import io.nightjar.daemon.lab.NightjarSpeaker;
import io.nightjar.daemon.lab.Session;
import io.nightjar.daemon.lab.Speaker;
import io.nightjar.daemon.lab.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Three nodes, a reflector that nobody needs at first, and streams of packets from the workloads of the first node to those of the
 * others and back. The first node's speaker is the one that is looked at; its peers are a Nightjar and a BIRD 1.6.
 */
final class TrafficLab implements AutoCloseable {

    /** A predecessor's route that nobody wants: gone when a restarted speaker has swept. */
    static final String LEFTOVER = "198.51.100.0/24";

    static final String LEFTOVER_6 = "2001:db8:99::/48";

    static final LabNode SUBJECT = new LabNode(
            "node00",
            "172.17.8.100",
            "192.168.18.64/26",
            List.of(
                    new Workload("containerA", "192.168.18.64", "calif24874aae57"),
                    new Workload("containerB", "192.168.18.65", "cali4e5ed993aed")));
    static final LabNode NIGHTJAR = new LabNode(
            "node01",
            "172.17.8.101",
            "192.168.196.128/26",
            List.of(new Workload("containerC", "192.168.196.128", "cali4907e793262")));
    static final LabNode BIRD = new LabNode(
            "node02",
            "172.17.8.102",
            "192.168.140.64/26",
            List.of(new Workload("containerE", "192.168.140.64", "cali1f3c6a90b2d")));

    /** In the datastore and in configurations, and nowhere else. */
    static final LabNode DEAD = new LabNode("node03", "172.17.8.103", "192.168.77.0/26", List.of());

    static final BirdProgram BIRD_PROGRAM =
            BirdProgram.bird(TestBed.unpacked("bird")).recovering();

    /** Of routes in Calico 3; Calico 2 knew none. */
    private static final int METRIC = 1024;

    private static final List<LabNode> NODES = List.of(SUBJECT, NIGHTJAR, BIRD);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final TestBed bed;
    private final EtcdServer etcd;
    private final Map<LabNode, Speaker> speakers = new LinkedHashMap<>();
    private final NightjarSpeaker reflector;
    private ClusterShape shape;

    private TrafficLab(TestBed bed, SpeakerKind subject) {
        this.bed = bed;
        this.etcd = EtcdServer.start(bed.site(), ClusterShape.REFLECTOR, TestBed.conditionWait());
        Set<LabNode> dual = subject == SpeakerKind.NIGHTJAR ? Set.of(SUBJECT, NIGHTJAR) : Set.of();
        shape = new ClusterShape(NODES, Map.of(), Set.of(Link.MESH), dual);
        etcd.put(shape.keys());
        dual.forEach(node -> Ipv6Half.build(bed.site(), node));
        Ipv6Half.build(bed.site(), ClusterShape.REFLECTOR);
        ip(SUBJECT, "link", "add", "spare0", "type", "bridge");
        ip(SUBJECT, "address", "add", "10.77.0.1/24", "dev", "spare0");
        ip(SUBJECT, "link", "set", "spare0", "up");
        reflector = startReflector();
        speakers.put(SUBJECT, subject == SpeakerKind.NIGHTJAR ? nightjar(SUBJECT) : bird(SUBJECT));
        speakers.put(NIGHTJAR, nightjar(NIGHTJAR));
        speakers.put(BIRD, bird(BIRD));
    }

    /** Starts everything and waits until all routes are there. */
    static TrafficLab start(SpeakerKind subject) {
        TestBed bed = TestBed.of(LabPlan.bareNodes(SUBJECT, NIGHTJAR, BIRD, ClusterShape.REFLECTOR)
                .withWorkloadMetric(METRIC));
        boolean started = false;
        try {
            TrafficLab lab = new TrafficLab(bed, subject);
            lab.awaitWhole();
            started = true;
            return lab;
        } finally {
            if (!started) {
                bed.close();
            }
        }
    }

    private NightjarSpeaker nightjar(LabNode node) {
        return NightjarSpeaker.onDatastore(bed.site(), node, TestBed.nightjar(), etcd.endpoint());
    }

    private BirdSpeaker bird(LabNode node) {
        return BirdSpeaker.start(bed.site(), node.name(), BIRD_PROGRAM, BirdNode.configuration(shape, node));
    }

    private NightjarSpeaker startReflector() {
        String name = ClusterShape.REFLECTOR.name();
        try {
            Path file = Files.writeString(bed.site().folder(name).resolve("reflector.yaml"), """
                    as: %1$d
                    router-id: %2$s
                    neighbors:
                      - {neighbor-range: %3$s, as: %1$d, route-reflector-client: true, graceful-restart: on}
                      - {neighbor-range: %4$s, as: %1$d, route-reflector-client: true, graceful-restart: on}
                    """.formatted(
                            ClusterShape.AS, ClusterShape.REFLECTOR.address(), ClusterShape.NETWORK, Ipv6Half.NETWORK));
            return NightjarSpeaker.onFile(bed.site(), name, TestBed.nightjar(), file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the reflector's configuration", e);
        }
    }

    TestBed bed() {
        return bed;
    }

    /** Where the Nightjars have the cluster from; BIRD has a file. */
    EtcdServer datastore() {
        return etcd;
    }

    ClusterShape shape() {
        return shape;
    }

    Speaker speaker(LabNode node) {
        Speaker speaker = speakers.get(node);
        if (speaker == null) {
            throw new IllegalArgumentException("nothing runs on " + node);
        }
        return speaker;
    }

    /** What the first node's speaker calls itself. */
    String version() {
        return speaker(SUBJECT) instanceof BirdSpeaker bird
                ? bird.ask("show", "status").lines().findFirst().orElse("BIRD").replace(" ready.", "")
                : "Nightjar "
                        + ((NightjarSpeaker) speaker(SUBJECT))
                                .status()
                                .map(StatusReport::version)
                                .orElse("");
    }

    List<Speaker> speakers() {
        return List.copyOf(speakers.values());
    }

    /** The nodes on which a speaker of this kind runs. */
    List<LabNode> nodes(SpeakerKind kind) {
        return NODES.stream()
                .filter(node -> speaker(node).kind().equals(kind.title()))
                .toList();
    }

    /** Streams both ways, from the first node to each of the others; in both families between nodes that have both. */
    ProbeTraffic startTraffic() {
        List<ProbeStream> streams = new ArrayList<>();
        streams.addAll(bothWays(
                end(SUBJECT.workloads().get(0)), end(NIGHTJAR.workloads().get(0))));
        streams.addAll(
                bothWays(end(SUBJECT.workloads().get(1)), end(BIRD.workloads().get(0))));
        if (!shape.dual().isEmpty()) {
            streams.addAll(bothWays(end6(SUBJECT), end6(NIGHTJAR)));
        }
        return new ProbeTraffic(streams, new SystemNanoClock());
    }

    private static List<ProbeStream> bothWays(ProbeStream.End here, ProbeStream.End there) {
        return List.of(ProbeStream.between(here, there), ProbeStream.between(there, here));
    }

    /** Whether packets start on the third node, whose kernel's routes are its BIRD's. */
    boolean leavesBird(ProbeStream stream) {
        return BIRD.workloads().stream()
                .anyMatch(workload -> workload.name().equals(stream.from().name()));
    }

    private ProbeStream.End end(Workload workload) {
        return new ProbeStream.End(workload.name(), namespace(workload), workload.address());
    }

    private ProbeStream.End end6(LabNode node) {
        Workload workload = node.workloads().get(0);
        return new ProbeStream.End(workload.name() + " (IPv6)", namespace(workload), Ipv6Half.workload(node));
    }

    private Path namespace(Workload workload) {
        return bed.site().namespace(workload.name()).file();
    }

    /** Packets that reached a workload and found the probe's buffer full: late is our reader, not the network. */
    int unread() {
        return NODES.stream()
                .flatMap(node -> node.workloads().stream())
                .mapToInt(workload -> unread(
                        bed.site().output(workload.name(), "nstat", "-asz", "UdpRcvbufErrors", "Udp6RcvbufErrors")))
                .sum();
    }

    private static int unread(String nstat) {
        return nstat.lines()
                .map(line -> line.split(" +", -1))
                .filter(words -> words[0].endsWith("RcvbufErrors"))
                .mapToInt(words -> Integer.parseInt(words[1]))
                .sum();
    }

    /** Writes what is different into the datastore, and into the configuration of each BIRD, which reads it at once. */
    void change(ClusterShape wanted) {
        Map<String, String> before = shape.keys();
        Map<String, String> put = new HashMap<>(wanted.keys());
        put.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        shape = wanted;
        if (!put.isEmpty()) {
            etcd.put(put);
        }
        Set<String> gone = new TreeSet<>(before.keySet());
        gone.removeAll(wanted.keys().keySet());
        if (!gone.isEmpty()) {
            etcd.delete(gone);
        }
        speakers.forEach((node, speaker) -> {
            if (speaker instanceof BirdSpeaker bird) {
                configure(node, bird);
            }
        });
    }

    private void configure(LabNode node, BirdSpeaker bird) {
        bird.write(BirdNode.configuration(shape, node));
        if (bird.process().isAlive()) {
            String answer = bird.ask("configure");
            if (!answer.contains("Reconfig")) {
                throw new AssertionError("BIRD on " + node.name() + " does not take its configuration: " + answer);
            }
        }
    }

    /** Puts a route of a predecessor into the first node's kernel; {@link #awaitSwept} waits for its end. */
    void leaveLeftover() {
        ip(SUBJECT, "route", "add", "blackhole", LEFTOVER, "proto", "bird");
        if (!shape.dual().isEmpty()) {
            ip(SUBJECT, "-6", "route", "add", "blackhole", LEFTOVER_6, "proto", "bird");
        }
    }

    void awaitSwept(Duration limit) {
        bed.awaitNoRoute(SUBJECT.name(), "blackhole " + LEFTOVER, limit);
        bed.awaitNoRoute(SUBJECT.name(), "blackhole " + LEFTOVER_6, limit);
    }

    /** Waits until that speaker answers. */
    void awaitAnswer(LabNode node) {
        bed.eventually(
                "the speaker on " + node.name() + " answers",
                LIMIT,
                () -> speaker(node) instanceof BirdSpeaker bird
                        ? !bird.ask("show", "status").isEmpty()
                        : ((NightjarSpeaker) speaker(node)).status().isPresent(),
                () -> speaker(node).process().logTail());
    }

    void ip(LabNode node, String... words) {
        List<String> all = new ArrayList<>(List.of("ip"));
        all.addAll(List.of(words));
        bed.site().output(node.name(), all.toArray(String[]::new));
    }

    /** Waits until every node has the sessions and the routes of the cluster's shape, and nothing stale. */
    void awaitWhole() {
        bed.eventually(
                "the cluster is whole",
                LIMIT,
                () -> Stream.concat(NODES.stream().map(this::problems), Stream.of(memories()))
                        .filter(problems -> !problems.isEmpty())
                        .findFirst()
                        .orElse(List.of()));
    }

    /** A reflector that nobody needs has forgotten what those knew that have left it. */
    private List<String> memories() {
        if (shape.has(Link.REFLECTOR)) {
            return List.of();
        }
        try (ControlClient client = new ControlClient(reflector.control())) {
            return client.routes().routes().stream()
                    .map(route -> "the reflector still has " + route.prefix())
                    .toList();
        } catch (ControlSocketException e) {
            return List.of("the reflector: " + e.getMessage());
        }
    }

    private List<String> problems(LabNode node) {
        List<String> problems = new ArrayList<>();
        Set<String> wanted = shape.peersOf(node);
        wanted.remove(DEAD.address());
        Set<String> sessions = sessions(node);
        if (!sessions.equals(wanted)) {
            problems.add(node.name() + " has sessions with " + sessions + ", not with " + wanted);
        }
        if (problems.isEmpty() && isHelping(node)) {
            problems.add(node.name() + " still has stale routes");
        }
        List<String> routes = problems.isEmpty() ? bed.routes(node.name()) : List.of();
        for (String line : problems.isEmpty() ? expectedRoutes(node) : List.<String>of()) {
            if (!routes.contains(line)) {
                problems.add(node.name() + " lacks " + line);
            }
        }
        return problems;
    }

    private List<String> expectedRoutes(LabNode node) {
        List<String> lines = new ArrayList<>();
        boolean calico3 = !(speaker(node) instanceof BirdSpeaker);
        for (LabNode owner : NODES) {
            for (String block : shape.blocksOf(owner)) {
                lines.add(
                        owner.equals(node)
                                ? "blackhole " + block + " proto bird"
                                : block + " via " + owner.address() + " dev " + ClusterShape.INTERFACE + " proto bird"
                                        + (calico3 ? " metric " + metric(owner) : ""));
            }
        }
        for (LabNode owner : shape.dual().contains(node) ? shape.dual() : Set.<LabNode>of()) {
            String block = Ipv6Half.block(owner);
            String way = " via " + Ipv6Half.address(owner) + " dev " + ClusterShape.INTERFACE;
            String route = owner.equals(node) ? "blackhole " + block + " dev lo" : block + way;
            lines.add(route + " proto bird metric " + METRIC + " pref medium");
        }
        return lines;
    }

    /** What LOCAL_PREF says: that Calico 2 says nothing special is the usual 100. */
    private int metric(LabNode owner) {
        return speaker(owner) instanceof BirdSpeaker ? Integer.MAX_VALUE - 100 : METRIC;
    }

    /** The peers' addresses; BIRD has names that end with them. */
    private Set<String> sessions(LabNode node) {
        return speaker(node).sessions().stream()
                .filter(Session::isEstablished)
                .map(session -> session.peer().replaceFirst("^[A-Z][a-z]+_", "").replace('_', '.'))
                .collect(Collectors.toSet());
    }

    /** Whether the speaker keeps routes of a peer that has not announced them again. */
    private boolean isHelping(LabNode node) {
        if (speaker(node) instanceof BirdSpeaker bird) {
            return bird.ask("show", "protocols", "all").contains("graceful restart active");
        }
        return ((NightjarSpeaker) speaker(node))
                .status().map(StatusReport::peers).orElse(List.of()).stream()
                        .flatMap(peer -> peer.session().families().stream())
                        .anyMatch(family -> family.stale() != null);
    }

    @Override
    public void close() {
        bed.close();
    }
}
