package io.nightjar.conformance;

import io.nightjar.daemon.lab.CommandResult;
import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The members of one real etcd, each in a namespace of its own, with both APIs; and the network between them, which can fail. */
final class EtcdEnsemble {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final String SWITCH = "switch";

    private final TestBed bed;
    private final List<LabNode> members;
    private final boolean v2;
    private final Map<LabNode, LabProcess> processes = new LinkedHashMap<>();
    private int generation;

    /** @param v2 whether keys are written through the v2 API */
    EtcdEnsemble(TestBed bed, List<LabNode> members, boolean v2) {
        this.bed = bed;
        this.members = List.copyOf(members);
        this.v2 = v2;
    }

    /** Starts all members and waits until each of them answers through a majority. */
    void start() {
        members.forEach(member -> processes.put(member, launch(member)));
        awaitAnswers(members);
    }

    List<LabNode> members() {
        return members;
    }

    /** All client addresses, with commas. */
    String endpoints() {
        return endpoints(members);
    }

    private static String endpoints(List<LabNode> members) {
        return members.stream()
                .map(member -> "http://" + member.address() + ":2379")
                .collect(Collectors.joining(","));
    }

    List<LabNode> allBut(LabNode member) {
        return members.stream().filter(other -> !other.equals(member)).toList();
    }

    /** Writes through one of these members, asked from its own namespace. */
    void put(LabNode through, Map<String, String> keys) {
        keys.forEach((key, value) -> ask(through, v2 ? List.of("set", "--", key, value) : List.of("put", key, value)));
    }

    void delete(LabNode through, Iterable<String> keys) {
        keys.forEach(key -> ask(through, v2 ? List.of("rm", "--", key) : List.of("del", key)));
    }

    private void ask(LabNode through, List<String> words) {
        List<String> all = new ArrayList<>(List.of("env", "ETCDCTL_API=" + (v2 ? 2 : 3), "etcdctl"));
        all.add("--endpoints=" + endpoints(List.of(through)));
        all.addAll(words);
        bed.site().output(through.name(), all.toArray(String[]::new));
    }

    /** Forgets all history up to now. */
    void compact(LabNode through) {
        String status = bed.site().output(through.name(), "etcdctl", "endpoint", "status", "--write-out=fields");
        String revision = status.lines()
                .filter(line -> line.startsWith("\"Revision\""))
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no revision in " + status));
        bed.site().output(through.name(), "etcdctl", "compact", revision);
    }

    /** Nothing gets through to the member or back; its link stays up. */
    void cutOff(LabNode member) {
        bed.site().output(SWITCH, "ip", "link", "set", port(member), "nomaster");
    }

    void reconnect(LabNode member) {
        bed.site().output(SWITCH, "ip", "link", "set", port(member), "master", "br0");
    }

    private static String port(LabNode member) {
        return "to-" + member.name();
    }

    /** What the member sends to these others is lost. */
    void loseBetween(LabNode member, List<LabNode> others) {
        others.forEach(
                other -> bed.site().output(member.name(), "ip", "route", "add", "blackhole", other.address() + "/32"));
    }

    void findBetween(LabNode member, List<LabNode> others) {
        others.forEach(other ->
                bed.site().output(member.name(), "ip", "route", "delete", "blackhole", other.address() + "/32"));
    }

    /** Waits until these members answer through a majority. */
    void awaitAnswers(List<LabNode> asked) {
        bed.eventually("etcd answers", START_LIMIT, () -> {
            List<String> problems = new ArrayList<>();
            for (LabNode member : asked) {
                CommandResult health = bed.site()
                        .run(
                                member.name(),
                                "etcdctl",
                                "--endpoints=" + endpoints(List.of(member)),
                                "endpoint",
                                "health",
                                "--dial-timeout=1s",
                                "--command-timeout=2s");
                if (!health.succeeded()) {
                    problems.add(member.name() + ": " + health.error().strip());
                }
            }
            return problems;
        });
    }

    /** Everything that is in the v3 store now. */
    Path save() {
        Path file = bed.site().folder("snapshots").resolve("snapshot" + generation);
        LabNode member = members.get(0);
        bed.site().output(member.name(), "etcdctl", "snapshot", "save", file.toString());
        return file;
    }

    /** Ends all members and starts them again with what was saved: another cluster, whose revision is an earlier one. */
    void restore(Path snapshot) {
        processes.values().forEach(LabProcess::kill);
        generation++;
        for (LabNode member : members) {
            bed.site()
                    .output(
                            member.name(),
                            "etcdctl",
                            "snapshot",
                            "restore",
                            snapshot.toString(),
                            "--name=" + member.name(),
                            "--data-dir=" + data(member),
                            "--initial-cluster=" + initialCluster(),
                            "--initial-cluster-token=generation" + generation,
                            "--initial-advertise-peer-urls=" + peerUrl(member));
        }
        start();
    }

    private String data(LabNode member) {
        return bed.site()
                .folder(member.name())
                .resolve("generation" + generation)
                .toString();
    }

    private static String peerUrl(LabNode member) {
        return "http://" + member.address() + ":2380";
    }

    private String initialCluster() {
        return members.stream()
                .map(member -> member.name() + "=" + peerUrl(member))
                .collect(Collectors.joining(","));
    }

    private LabProcess launch(LabNode member) {
        String client = endpoints(List.of(member));
        List<String> words = new ArrayList<>(List.of(
                "etcd",
                "--name=" + member.name(),
                "--data-dir=" + data(member),
                "--listen-client-urls=" + client + ",http://127.0.0.1:2379",
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peerUrl(member),
                "--initial-advertise-peer-urls=" + peerUrl(member),
                "--initial-cluster=" + initialCluster(),
                "--initial-cluster-token=generation" + generation,
                "--unsafe-no-fsync",
                "--logger=zap"));
        if (v2) {
            words.add("--enable-v2");
        }
        return bed.site().start(member.name() + "-" + generation, member.name(), words, Map.of());
    }
}
