package io.nightjar.calico.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An etcd of the second generation without any keys, which says what it is told to say to whoever waits for an event. */
public final class FakeEtcdV2 implements AutoCloseable {

    /** What ends a watch without an event. */
    public static final String NOTHING = "";

    private static final Pattern WAIT_INDEX = Pattern.compile("waitIndex=(\\d+)");

    private static final long PATIENCE_SECONDS = 20;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final BlockingQueue<Long> questions = new LinkedBlockingQueue<>();

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private final HttpServer server;

    private volatile String clusterId = "abc";

    private volatile long index = 10;

    /** Serves from now on. */
    public FakeEtcdV2() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/version", exchange -> say(exchange, 200, "{\"etcdserver\":\"2.3.8\"}"));
        server.createContext("/v2/keys", this::keys);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on it says that it is this one, at this index. */
    public void become(String newClusterId, long newIndex) {
        clusterId = newClusterId;
        index = newIndex;
    }

    /** What the next question for an event is answered with. */
    public void say(String event) {
        events.add(event);
    }

    /** Waits for a question for an event; returns from which index on. */
    public long awaitQuestion() throws InterruptedException {
        Long asked = questions.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (asked == null) {
            throw new AssertionError("nobody asked");
        }
        return asked;
    }

    private void keys(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("X-Etcd-Cluster-Id", clusterId);
        exchange.getResponseHeaders().set("X-Etcd-Index", "" + index);
        Matcher wait = WAIT_INDEX.matcher(exchange.getRequestURI().getQuery());
        if (!wait.find()) {
            say(exchange, 404, "{\"errorCode\":100,\"message\":\"Key not found\",\"cause\":\"/calico\",\"index\":3}");
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        questions.add(Long.parseLong(wait.group(1)));
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(events.take().getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, octets.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(octets);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
