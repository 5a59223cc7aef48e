package io.nightjar.daemon.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real etcd in one node's namespace, reachable by all nodes. */
public final class EtcdServer {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final String PROCESS_NAME = "etcd";

    private final LabSite site;
    private final LabNode node;
    private final LabDatastore datastore;
    private final ConditionWait conditionWait;
    private LabProcess process;

    private EtcdServer(LabSite site, LabNode node, LabDatastore datastore, ConditionWait conditionWait) {
        this.site = site;
        this.node = node;
        this.datastore = datastore;
        this.conditionWait = conditionWait;
        this.process = launch();
    }

    /** Starts etcd and waits until it answers. */
    public static EtcdServer start(LabSite site, LabNode node, ConditionWait conditionWait) {
        return start(site, node, LabDatastore.KEYS, conditionWait);
    }

    /** Starts etcd with the API that the keys are written through. */
    static EtcdServer start(LabSite site, LabNode node, LabDatastore datastore, ConditionWait conditionWait) {
        EtcdServer server = new EtcdServer(site, node, datastore, conditionWait);
        server.awaitReady();
        return server;
    }

    /** The address under which all nodes reach it. */
    public String endpoint() {
        return "http://" + node.address() + ":2379";
    }

    /** Puts all keys, in one transaction where there are any. */
    public void put(Map<String, String> keys) {
        if (datastore.isV2()) {
            keys.forEach((key, value) -> v2("set", "--", key, value));
            return;
        }
        transaction(keys.entrySet().stream()
                .map(entry -> "put " + entry.getKey() + " " + quoted(entry.getValue()))
                .toList());
    }

    /** Deletes all keys, in one transaction where there are any. */
    public void delete(Iterable<String> keys) {
        if (datastore.isV2()) {
            keys.forEach(key -> v2("rm", "--", key));
            return;
        }
        List<String> lines = new ArrayList<>();
        keys.forEach(key -> lines.add("del " + key));
        transaction(lines);
    }

    public LabProcess process() {
        return process;
    }

    /** Starts it again on the same data after it has been killed. */
    public void restart() {
        process = launch();
        awaitReady();
    }

    private void awaitReady() {
        conditionWait.until("the start of etcd", START_LIMIT, () -> {
            if (!process.isAlive()) {
                throw new LabException(String.join("\n", process.failure()));
            }
            CommandResult health = site.run(node.name(), "etcdctl", "endpoint", "health", "--dial-timeout=1s");
            return health.succeeded() ? List.of() : List.of(health.error().strip());
        });
    }

    private void transaction(List<String> lines) {
        String request = "\n" + String.join("\n", lines) + "\n\n\n";
        site.commands()
                .output(site.namespace(node.name()).command("etcdctl", "txn").reading(request));
    }

    private void v2(String... words) {
        List<String> all = new ArrayList<>(List.of("env", "ETCDCTL_API=2", "etcdctl"));
        all.addAll(List.of(words));
        site.output(node.name(), all.toArray(String[]::new));
    }

    private LabProcess launch() {
        String clients = "http://" + node.address() + ":2379,http://127.0.0.1:2379";
        List<String> words = new ArrayList<>(List.of(
                "etcd",
                "--name=lab",
                "--data-dir=" + site.folder(PROCESS_NAME),
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=http://" + node.address() + ":2379",
                "--listen-peer-urls=http://127.0.0.1:2380",
                "--heartbeat-interval=20",
                "--election-timeout=200",
                "--logger=zap"));
        if (datastore.isV2()) {
            words.add("--enable-v2");
        }
        return site.start(PROCESS_NAME, node.name(), words, Map.of());
    }

    /** In double quotes, the only ones that etcdctl 3.4 takes off correctly. */
    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
