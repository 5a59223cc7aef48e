package io.nightjar.daemon;

import io.etcd.jetcd.Auth;
import io.etcd.jetcd.ClientBuilder;
import io.etcd.jetcd.auth.Permission;
import io.grpc.netty.GrpcSslContexts;
import io.nightjar.bgp.testing.FreePort;
import io.nightjar.calico.testing.EtcdServer;
import io.nightjar.calico.testing.Resources;
import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.lab.ConditionWait;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.net.ssl.SSLException;

/**
 * Two daemons as processes of their own that have secrets: one over a real etcd with TLS and users, with passwords in files, the other with
 * a file of its own. They have a session with a password.
 */
final class GuardedDaemons implements AutoCloseable {

    static final String PEER = "pw-Peer-d41d8cd9";
    static final String MESH = "pw-Mesh-8f00b204";
    static final String WRONG_LONG = "pw-Long-e9800998" + "x".repeat(80);
    static final String WRONG_NUL = "pw-Nul-ecf8427e";
    static final String FILE_LONG = "pw-File-11235813" + "y".repeat(80);
    static final String ETCD = "pw-Etcd-27182818";
    static final String WRONG_ETCD = "pw-Guess-31415926";
    static final String TOKEN = "tk-Http-16180339887498948482045868343656";

    /** By what they are; each as it would show. */
    final Map<String, String> secrets = new TreeMap<>(Map.of(
            "the password of a peer",
            PEER,
            "the password of the mesh",
            MESH,
            "a password that is too long",
            WRONG_LONG.substring(0, 16),
            "a password with a NUL",
            WRONG_NUL,
            "a password of a file that is too long",
            FILE_LONG.substring(0, 16),
            "the password of etcd",
            ETCD,
            "the password of etcd in a header",
            Base64.getEncoder().encodeToString(("calico:" + ETCD).getBytes(StandardCharsets.UTF_8)),
            "a wrong password of etcd",
            WRONG_ETCD,
            "the token for HTTP",
            TOKEN));

    static final ConditionWait WAIT = new ConditionWait(new SystemNanoClock(), Duration.ofMillis(100));

    private final List<Process> processes = new ArrayList<>();
    private final Path directory;
    private final EtcdServer etcd;
    final Map<String, String> environment;
    final int port = FreePort.next();
    final int http = FreePort.next();

    GuardedDaemons(Path directory) throws IOException {
        this.directory = directory;
        for (String name : List.of("certificate.pem", "rsa-pkcs8.pem")) {
            try (InputStream in = EtcdServer.class.getResourceAsStream("/io/nightjar/calico/store/" + name)) {
                Files.write(
                        directory.resolve(name),
                        Objects.requireNonNull(in, name).readAllBytes());
            }
        }
        List<String> key = Files.readAllLines(directory.resolve("rsa-pkcs8.pem"));
        secrets.put("the key of TLS", key.get(key.size() / 2));
        secret("peer", PEER);
        secret("mesh", MESH);
        secret("long", WRONG_LONG);
        secret("nul", WRONG_NUL + "\0");
        Files.writeString(directory.resolve("token"), TOKEN + "\n");
        etcd = startEtcd();
        environment = new HashMap<>(Map.of(
                "NODENAME", "a",
                "ETCD_ENDPOINTS", etcd.endpoint().toString(),
                "ETCD_CA_CERT_FILE", directory.resolve("certificate.pem").toString(),
                "ETCD_CERT_FILE", directory.resolve("certificate.pem").toString(),
                "ETCD_KEY_FILE", directory.resolve("rsa-pkcs8.pem").toString(),
                "ETCD_USERNAME", "calico",
                "ETCD_PASSWORD", ETCD,
                "NIGHTJAR_SECRETS_DIR", directory.resolve("secrets").toString()));
    }

    private void secret(String key, String text) throws IOException {
        Files.writeString(
                Files.createDirectories(directory.resolve("secrets/s")).resolve(key), text);
    }

    private EtcdServer startEtcd() {
        String certificate = directory.resolve("certificate.pem").toString();
        EtcdServer server = EtcdServer.startSecure(
                directory.resolve("etcd"),
                List.of(
                        "--cert-file=" + certificate,
                        "--key-file=" + directory.resolve("rsa-pkcs8.pem"),
                        "--client-cert-auth",
                        "--trusted-ca-file=" + certificate),
                this::trusted);
        new Resources()
                .node("a", "127.0.0.1/24", "", "")
                .node("c", "127.0.0.3/24", "", "")
                .put(
                        "BGPConfiguration",
                        "default",
                        "bindMode: NodeIP, listenPort: " + port + ", logSeverityScreen: Debug, "
                                + "nodeMeshPassword: {secretKeyRef: {name: s, key: mesh}}")
                .put("IPPool", "pool", "cidr: 192.168.0.0/16")
                .put("BGPPeer", "b", peer("127.0.0.2", "peer"))
                .put("BGPPeer", "long", peer("127.0.0.4", "long"))
                .put("BGPPeer", "nul", peer("127.0.0.5", "nul"))
                .put("BGPPeer", "missing", peer("127.0.0.6", "missing"))
                .block("a", "192.168.0.0/26", "confirmed")
                .view()
                .entries()
                .forEach((name, entry) -> server.put(name, entry.value()));
        protect(server.client().getAuthClient());
        return server;
    }

    private ClientBuilder trusted(ClientBuilder builder) {
        try {
            return builder.sslContext(GrpcSslContexts.forClient()
                    .trustManager(directory.resolve("certificate.pem").toFile())
                    .keyManager(
                            directory.resolve("certificate.pem").toFile(),
                            directory.resolve("rsa-pkcs8.pem").toFile())
                    .build());
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void protect(Auth auth) {
        for (String user : List.of("root", "calico")) {
            EtcdServer.await(auth.userAdd(EtcdServer.bytes(user), EtcdServer.bytes(ETCD)));
        }
        EtcdServer.await(auth.roleAdd(EtcdServer.bytes("reader")));
        EtcdServer.await(auth.roleGrantPermission(
                EtcdServer.bytes("reader"),
                EtcdServer.bytes("/calico/"),
                EtcdServer.bytes("/calico0"),
                Permission.Type.READ));
        EtcdServer.await(auth.userGrantRole(EtcdServer.bytes("root"), EtcdServer.bytes("root")));
        EtcdServer.await(auth.userGrantRole(EtcdServer.bytes("calico"), EtcdServer.bytes("reader")));
        EtcdServer.await(auth.authEnable());
    }

    /** The spec of a BGPPeer, with a password in a Secret. */
    String peer(String address, String key) {
        return "peerIP: '" + address + ":" + port + "', asNumber: 64512, password: {secretKeyRef: {name: s, key: " + key
                + "}}";
    }

    /** A program of the JDK. */
    static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    Process nightjar(String log, Map<String, String> variables, String... arguments) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(ArchivedNightjar.program().with(arguments)).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process =
                builder.redirectOutput(directory.resolve(log).toFile()).start();
        processes.add(process);
        return process;
    }

    /** The one with the datastore, which logs for machines, and the one with a file, which logs for people. */
    List<Process> start() throws IOException {
        Path file = Files.writeString(directory.resolve("b.yaml"), """
                as: 64512
                router-id: 127.0.0.2
                listen: [{address: 127.0.0.2, port: %d}]
                originate: [10.2.0.0/16]
                neighbors:
                  - {name: a, address: 127.0.0.1, port: %d, as: 64512, local-address: 127.0.0.2, password: '%s'}
                """.formatted(port, port, PEER));
        Process a = nightjar(
                "a.log",
                environment,
                "run",
                "--datastore",
                "etcdv3",
                "--no-kernel",
                "--log-level",
                "trace",
                "--log-format",
                "json",
                "--control",
                control("a"),
                "--bird-socket",
                directory.resolve("bird.ctl").toString(),
                "--http",
                "127.0.0.1:" + http,
                "--http-token-file",
                directory.resolve("token").toString());
        Process b = fromFile(file);
        awaitSession();
        return List.of(a, b);
    }

    private Process fromFile(Path file) throws IOException {
        return nightjar(
                "b.log",
                Map.of(),
                "run",
                "--config",
                file.toString(),
                "--log-level",
                "trace",
                "--control",
                control("b"));
    }

    private void awaitSession() {
        WAIT.until("the session", Duration.ofMinutes(2), () -> {
            try (ControlClient client = new ControlClient(Path.of(control("a")))) {
                List<StatusReport.Peer> peers = client.status().peers();
                return peers.stream().anyMatch(peer -> peer.accepted() == 1) ? List.of() : List.of(peers.toString());
            } catch (ControlSocketException e) {
                return List.of(String.valueOf(e.getMessage()));
            }
        });
    }

    String control(String name) {
        return directory.resolve(name + ".ctl").toString();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        etcd.close();
    }
}
