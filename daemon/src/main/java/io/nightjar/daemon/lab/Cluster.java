package io.nightjar.daemon.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The plan brought to life: etcd on the first node, Calico's keys, and a speaker on each node. */
public final class Cluster {

    private static final Duration CONVERGENCE_LIMIT = Duration.ofSeconds(60);

    private final LabScenario scenario;
    private final LabPlan plan;
    private final LabSite site;
    private final EtcdServer etcd;
    private final ConditionWait conditionWait;
    private final Map<String, Speaker> speakers = new LinkedHashMap<>();

    private Cluster(LabScenario scenario, LabSite site, EtcdServer etcd, ConditionWait conditionWait) {
        this.scenario = scenario;
        this.plan = scenario.plan();
        this.site = site;
        this.etcd = etcd;
        this.conditionWait = conditionWait;
    }

    /** Starts etcd and writes the keys of a mesh; speakers come next. */
    public static Cluster withDatastore(LabPlan plan, LabSite site, ConditionWait conditionWait) {
        return withDatastore(LabScenario.mesh(plan), site, conditionWait);
    }

    /** Starts etcd and writes the scenario's keys; speakers come next. */
    public static Cluster withDatastore(LabScenario scenario, LabSite site, ConditionWait conditionWait) {
        LabNode first = scenario.plan().nodes().get(0);
        EtcdServer etcd = EtcdServer.start(site, first, scenario.datastore(), conditionWait);
        etcd.put(scenario.keys());
        return new Cluster(scenario, site, etcd, conditionWait);
    }

    /** Starts Nightjar on that node, as what the scenario wants it to be. */
    public void startNightjar(LabNode node, NightjarProgram program) {
        LabDatastore datastore = scenario.datastore();
        speakers.put(
                node.name(),
                scenario.isStandaloneReflector(node)
                        ? NightjarSpeaker.asReflector(site, node, program, datastore, etcd.endpoint())
                        : NightjarSpeaker.onDatastore(site, node, program, datastore, etcd.endpoint()));
    }

    /** Starts BIRD with Calico's configuration on that node. */
    public void startBird(LabNode node, Path programs) {
        speakers.put(
                node.name(),
                BirdSpeaker.start(
                        site, node.name(), BirdProgram.bird(programs), PlannedBird.configuration(scenario, node)));
    }

    /** Waits until every kernel has its routes and every session is Established; returns how long it took. */
    public Duration awaitConvergence() {
        return conditionWait.until("convergence", CONVERGENCE_LIMIT, () -> {
            requireRunning();
            return firstProblems();
        });
    }

    /** What the first node lacks that lacks something: the waiting must not take the speakers' processor time. */
    private List<String> firstProblems() {
        List<Function<LabNode, List<String>>> checks = List.of(this::routeProblems, this::sessionProblems);
        return checks.stream()
                .flatMap(check -> plan.nodes().stream().map(check))
                .filter(problems -> !problems.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** What the nodes show, and pings if there is a way for them. */
    public LabReport report(boolean converged, Duration waited) {
        List<Ping> pings = converged ? Ping.betweenNodes(site, plan) : List.of();
        List<NodeReport> nodes = new ArrayList<>();
        List<String> problems = new ArrayList<>(failures());
        for (LabNode node : plan.nodes()) {
            Speaker speaker = speaker(node.name());
            List<Session> sessions = speaker.sessions();
            nodes.add(new NodeReport(node.name(), node.address(), speaker.kind(), routes(node.name()), sessions));
            problems.addAll(routeProblems(node));
            problems.addAll(sessionProblems(node, sessions));
        }
        pings.stream()
                .filter(ping -> !ping.succeeded())
                .forEach(ping -> problems.add("no ping from " + ping.from() + " to " + ping.to()));
        return new LabReport(site.name(), nodes, pings, converged, waited.toMillis(), problems);
    }

    /** A node's {@code ip route}, line by line. */
    public List<String> routes(String node) {
        return site.output(node, "ip", "route")
                .lines()
                .map(String::stripTrailing)
                .toList();
    }

    public Speaker speaker(String node) {
        Speaker speaker = speakers.get(node);
        if (speaker == null) {
            throw new LabException("no speaker was started on " + node);
        }
        return speaker;
    }

    public EtcdServer etcd() {
        return etcd;
    }

    public LabSite site() {
        return site;
    }

    private void requireRunning() {
        List<String> failures = failures();
        if (!failures.isEmpty()) {
            throw new LabException(String.join("\n", failures));
        }
    }

    private List<String> failures() {
        return speakers.values().stream()
                .flatMap(speaker -> speaker.process().failure().stream())
                .toList();
    }

    private List<String> routeProblems(LabNode node) {
        return ExpectedRoutes.differences(node.name(), ExpectedRoutes.of(scenario, node), routes(node.name()));
    }

    private List<String> sessionProblems(LabNode node) {
        return sessionProblems(node, speaker(node.name()).sessions());
    }

    private List<String> sessionProblems(LabNode node, List<Session> sessions) {
        List<String> problems = new ArrayList<>();
        Set<String> established = Set.copyOf(sessions.stream()
                .filter(Session::isEstablished)
                .map(Session::peer)
                .toList());
        for (LabNode peer : scenario.peers(node)) {
            boolean known = established.contains(peer.address())
                    || established.stream().anyMatch(name -> name.endsWith(BirdSpeaker.sessionSuffix(peer)));
            if (!known) {
                problems.add(node.name() + " has no Established session with " + peer.name());
            }
        }
        int unwanted = established.size() - scenario.peers(node).size();
        if (unwanted > 0) {
            problems.add(node.name() + " has " + unwanted + " sessions too many: " + established);
        }
        return problems;
    }
}
