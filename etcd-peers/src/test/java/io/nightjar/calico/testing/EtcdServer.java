package io.nightjar.calico.testing;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.ClientBuilder;
import io.etcd.jetcd.kv.PutResponse;
import io.nightjar.bgp.testing.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A real etcd on the loopback interface that belongs to one test: own ports, own data directory. */
public final class EtcdServer implements AutoCloseable {

    static final Path PROGRAM = Path.of("/usr/bin/etcd");

    private static final long PATIENCE_SECONDS = 30;

    private static final String LOOPBACK = "127.0.0.1";

    private static final String READY = "ready to serve client requests";

    private final List<String> options;

    private final String scheme;

    private final UnaryOperator<ClientBuilder> clientOptions;

    private final int clientPort = FreePort.next();

    private final int peerPort = FreePort.next();

    private final String name;

    private final String peerUrl = "http://127.0.0.1:" + peerPort;

    private List<EtcdServer> members = List.of(this);

    private List<String> hosts = List.of(LOOPBACK);

    private Path data;

    private Process process;

    private CompletableFuture<Void> ready = new CompletableFuture<>();

    private Client client;

    private EtcdServer(Path data, String scheme, List<String> options, UnaryOperator<ClientBuilder> clientOptions) {
        this("test", data, scheme, options, clientOptions);
    }

    private EtcdServer(
            String name, Path data, String scheme, List<String> options, UnaryOperator<ClientBuilder> clientOptions) {
        this.name = name;
        this.data = data;
        this.scheme = scheme;
        this.options = List.copyOf(options);
        this.clientOptions = clientOptions;
    }

    /** Starts one that keeps its data there, and waits until it serves. */
    public static EtcdServer start(Path data) {
        EtcdServer server = new EtcdServer(data, "http", List.of(), UnaryOperator.identity());
        server.launch();
        return server;
    }

    /** Starts one that offers the v2 API as well. */
    public static EtcdServer startWithV2(Path data, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--enable-v2");
        EtcdServer server = new EtcdServer(data, "http", all, UnaryOperator.identity());
        server.launch();
        return server;
    }

    /** Starts the members of one cluster, with both APIs. */
    public static List<EtcdServer> startClusterWithV2(Path data, int size) {
        List<EtcdServer> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String name = "member" + i;
            members.add(
                    new EtcdServer(name, data.resolve(name), "http", List.of("--enable-v2"), UnaryOperator.identity()));
        }
        members.forEach(member -> member.members = List.copyOf(members));
        members.forEach(EtcdServer::begin);
        members.forEach(member -> await(member.ready));
        return members;
    }

    /** Starts one that speaks TLS, by further options. */
    public static EtcdServer startSecure(Path data, List<String> options, UnaryOperator<ClientBuilder> clientOptions) {
        EtcdServer server = new EtcdServer(data, "https", options, clientOptions);
        server.launch();
        return server;
    }

    /** The same, or one that speaks plainly, which listens on the loopback addresses of both families. */
    public static EtcdServer startOnBothLoopbacks(
            Path data, String scheme, List<String> options, UnaryOperator<ClientBuilder> clientOptions) {
        EtcdServer server = new EtcdServer(data, scheme, options, clientOptions);
        server.hosts = List.of(LOOPBACK, "[::1]");
        server.launch();
        return server;
    }

    public URI endpoint() {
        return endpoint(LOOPBACK);
    }

    /** The same by another name or address. */
    public URI endpoint(String host) {
        return URI.create(scheme + "://" + host + ":" + clientPort);
    }

    /** Starts it again, with the data that it had. */
    public void restart() {
        launch();
    }

    /** Starts it again, with nothing. */
    public void restartEmpty(Path emptyDirectory) {
        data = emptyDirectory;
        launch();
    }

    /** SIGKILL. */
    public void kill() {
        if (client != null) {
            client.close();
            client = null;
        }
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** SIGSTOP: connections stay open, but nothing is answered. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void put(String key, String value) {
        PutResponse unused = await(client().getKVClient().put(bytes(key), bytes(value)));
    }

    /** Writes all of them at about the same time. */
    public void putAll(List<String> keys, String value) {
        List<CompletableFuture<PutResponse>> pending = new ArrayList<>();
        for (String key : keys) {
            pending.add(client().getKVClient().put(bytes(key), bytes(value)));
        }
        pending.forEach(EtcdServer::await);
    }

    public void delete(String key) {
        await(client().getKVClient().delete(bytes(key)));
    }

    /** Forgets all history up to now. */
    public void compact() {
        long revision =
                await(client().getKVClient().get(bytes("/"))).getHeader().getRevision();
        await(client().getKVClient().compact(revision));
    }

    /** A client that may do anything, valid until the server is killed. */
    public Client client() {
        if (client == null) {
            client = clientOptions.apply(Client.builder().endpoints(endpoint())).build();
        }
        return client;
    }

    /** The result of a request that should not take long. */
    public static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    public static ByteSequence bytes(String text) {
        return ByteSequence.from(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        kill();
    }

    private void launch() {
        begin();
        await(ready);
    }

    private void begin() {
        List<String> command = new ArrayList<>(List.of(
                PROGRAM.toString(),
                "--name=" + name,
                "--data-dir=" + data,
                "--listen-client-urls="
                        + hosts.stream().map(host -> endpoint(host).toString()).collect(Collectors.joining(",")),
                "--advertise-client-urls=" + endpoint(),
                "--listen-peer-urls=" + peerUrl,
                "--initial-advertise-peer-urls=" + peerUrl,
                "--initial-cluster="
                        + members.stream()
                                .map(member -> member.name + "=" + member.peerUrl)
                                .collect(Collectors.joining(",")),
                "--unsafe-no-fsync"));
        command.addAll(options);
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CompletableFuture<Void> served = new CompletableFuture<>();
        ready = served;
        Thread reader = new Thread(() -> drain(process, served), "etcd-output");
        reader.setDaemon(true);
        reader.start();
    }

    private static void drain(Process process, CompletableFuture<Void> ready) {
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(READY)) {
                    ready.complete(null);
                }
                if (!ready.isDone()) {
                    output.append(line).append('\n');
                }
            }
            ready.completeExceptionally(new IllegalStateException("etcd has ended:\n" + output));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }
}
