package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.harness.BgpPeer;
import io.nightjar.benchmarks.harness.Complaints;
import io.nightjar.benchmarks.harness.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * All clients, played by one thread, which has to be inside the namespace. A connection that fails before the session is up is tried
 * again; one that ends later is a failure of whom is measured.
 */
final class Crowd implements AutoCloseable, BgpPeer.Listener {

    private static final long REDIAL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long KEEPALIVE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LONGEST_SELECT_MILLIS = 20;
    private static final int BUFFER = 1 << 20;

    private final Selector selector = Selector.open();
    private final byte[] buffer = new byte[BUFFER];
    private final List<BgpPeer> clients = new ArrayList<>();
    private final Deque<Redial> redials = new ArrayDeque<>();
    private final List<Arrivals> arrivals = new ArrayList<>();
    private final Script script;
    private final Complaints complaints;
    private final RoutePlan plan;
    private final int[] owned;
    private final ByteBuffer keepalive = Wire.keepalive();
    private long nextKeepalive = System.nanoTime() + KEEPALIVE_NANOS;
    private boolean announcing;
    private int established;
    private int dialed;
    private long firstEstablished;

    Crowd(RoutePlan plan, Script script, int size, Complaints complaints, Arrivals.SpareListener spares)
            throws IOException {
        this.script = script;
        this.plan = plan;
        this.complaints = complaints;
        this.owned = new int[size];
        for (int prefix = 0; prefix < plan.planned(); prefix++) {
            owned[plan.owner(prefix)]++;
        }
        AttributeBook book = new AttributeBook(plan.attributes(), complaints);
        for (int number = 0; number < size; number++) {
            clients.add(new BgpPeer(number, "client " + number));
            arrivals.add(new Arrivals(number, plan, book, complaints, spares));
        }
    }

    private record Redial(BgpPeer client, long dueNanos) {}

    /** Whether clients announce their routes as soon as their session is up. */
    void announceAtOnce(boolean wanted) {
        announcing = wanted;
    }

    /** All begin to connect. */
    void dial() throws IOException {
        dialNext(Integer.MAX_VALUE);
    }

    /** How many are dialed one behind the other before some of them have a session: listen backlogs may be small. */
    boolean dialNext(int atOnce) throws IOException {
        while (dialed < clients.size() && dialed - established < atOnce) {
            dial(clients.get(dialed++));
        }
        return dialed < clients.size();
    }

    private void dial(BgpPeer client) throws IOException {
        client.dial(
                selector,
                Wire.socket(Place.client(client.number()), 0),
                Wire.socket(Place.REFLECTOR_BITS, Wire.BGP_PORT));
    }

    private void drop(BgpPeer client) throws IOException {
        client.drop();
        arrivals.get(client.number()).clear();
    }

    /** All connections are cut. */
    void drop() throws IOException {
        for (BgpPeer client : clients) {
            drop(client);
        }
        established = 0;
        dialed = 0;
        firstEstablished = 0;
    }

    /** All announce everything. */
    void announce() throws IOException {
        for (BgpPeer client : clients) {
            client.send(script.announcement(client.number()));
        }
    }

    /** All withdraw everything. */
    void withdraw() throws IOException {
        for (BgpPeer client : clients) {
            client.send(script.withdrawal(client.number()));
        }
    }

    /** One client says something. */
    void send(int client, ByteBuffer octets) throws IOException {
        clients.get(client).send(octets);
    }

    int established() {
        return established;
    }

    boolean allEstablished() {
        return established == clients.size();
    }

    /** When the first session came up since the last {@link #drop}; 0 if none has. */
    long firstEstablished() {
        return firstEstablished;
    }

    /** Whether a client's words have been taken by the other side. */
    boolean isFlushed(int client) {
        return clients.get(client).isFlushed();
    }

    /** Whether everybody has all routes of all others. */
    boolean complete() {
        for (BgpPeer client : clients) {
            if (arrivals.get(client.number()).count() != plan.planned() - owned[client.number()]) {
                return false;
            }
        }
        return true;
    }

    /** Whether nobody has any route. */
    boolean empty() {
        return arrivals.stream().allMatch(one -> one.count() == 0);
    }

    /** How many routes have arrived, of how many. */
    String progress() {
        long arrived = 0;
        long wanted = 0;
        for (BgpPeer client : clients) {
            arrived += arrivals.get(client.number()).count();
            wanted += plan.planned() - owned[client.number()];
        }
        return established + " of " + clients.size() + " sessions, " + arrived + " of " + wanted + " routes";
    }

    /**
     * Plays the clients until something is so.
     *
     * @return false if it was not so within so many nanoseconds
     */
    boolean playUntil(BooleanSupplier done, long limitNanos) throws IOException {
        long end = System.nanoTime() + limitNanos;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            turn(Math.min(LONGEST_SELECT_MILLIS, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
        }
        return true;
    }

    /** Plays the clients for so long. */
    void playFor(long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        playUntil(() -> System.nanoTime() >= end, nanos + KEEPALIVE_NANOS);
    }

    private void turn(long millis) throws IOException {
        try {
            selector.select(this::ready, redials.isEmpty() ? millis : 1);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        long now = System.nanoTime();
        for (Redial next = redials.peek(); next != null && next.dueNanos <= now; next = redials.peek()) {
            redials.remove();
            dial(next.client);
        }
        if (now > nextKeepalive) {
            nextKeepalive = now + KEEPALIVE_NANOS;
            for (BgpPeer client : clients) {
                if (client.isEstablished()) {
                    client.send(keepalive.duplicate());
                }
            }
        }
    }

    private void ready(SelectionKey key) {
        BgpPeer client = (BgpPeer) key.attachment();
        try {
            client.ready(buffer, this);
        } catch (IOException failure) {
            failed(client, failure);
        }
    }

    private void failed(BgpPeer client, IOException failure) {
        try {
            if (client.isEstablished()) {
                complaints.add(String.valueOf(failure.getMessage()));
                established--;
            }
            drop(client);
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
        redials.add(new Redial(client, System.nanoTime() + REDIAL_NANOS));
    }

    @Override
    public void connected(BgpPeer client) throws IOException {
        client.send(script.opening(client.number()));
    }

    @Override
    public void opened(BgpPeer client, byte[] octets, int from, int end) throws IOException {
        client.send(keepalive.duplicate());
    }

    @Override
    public void established(BgpPeer client) throws IOException {
        if (firstEstablished == 0) {
            firstEstablished = System.nanoTime();
        }
        established++;
        if (announcing) {
            client.send(script.announcement(client.number()));
        }
    }

    @Override
    public void updated(BgpPeer client, byte[] octets, int from, int end) {
        arrivals.get(client.number()).update(octets, from, end);
    }

    @Override
    public void close() throws IOException {
        drop();
        selector.close();
    }
}
