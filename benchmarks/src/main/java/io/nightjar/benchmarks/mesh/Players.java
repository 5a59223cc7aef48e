package io.nightjar.benchmarks.mesh;

import io.nightjar.benchmarks.harness.BgpPeer;
import io.nightjar.benchmarks.harness.Complaints;
import io.nightjar.benchmarks.harness.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * All other nodes of the mesh, played by one thread, which has to be inside their namespace. By Calico's rule some dial the target and
 * the others wait for it; who dials tries again every half second, not all at the same moment. They offer what BIRD offers with Calico's
 * configuration, and send KEEPALIVEs as often as it does, spread over the time.
 */
final class Players implements AutoCloseable, BgpPeer.Listener {

    private static final long REDIAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** BIRD's defaults, which are Calico's. */
    private static final int HOLD_TIME = 240;

    private static final long KEEPALIVE_NANOS = TimeUnit.SECONDS.toNanos(HOLD_TIME / 3);
    private static final long LONGEST_SELECT_MILLIS = 20;
    private static final int BUFFER = 1 << 18;
    private static final int BACKLOG = 4096;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final byte[] buffer = new byte[BUFFER];
    private final List<BgpPeer> peers = new ArrayList<>();
    private final List<Announcements> heard = new ArrayList<>();
    private final Queue<Dial> dials = new PriorityQueue<>(Comparator.comparingLong(Dial::dueNanos));
    private final MeshPlan plan;
    private final PlayerWords words;
    private final Complaints complaints;
    private final ByteBuffer keepalive = Wire.keepalive();
    private final Moments moments = new Moments();
    private int established;
    private int informed;
    private int nextAlive;
    private long nextKeepalive = System.nanoTime();

    Players(MeshPlan plan, Complaints complaints) throws IOException {
        this.plan = plan;
        this.words = new PlayerWords(plan, HOLD_TIME);
        this.complaints = complaints;
        for (int node = 0; node < plan.nodes(); node++) {
            peers.add(new BgpPeer(node, plan.name(node)));
            heard.add(new Announcements(plan.name(node), plan, complaints));
        }
        listener.bind(new InetSocketAddress(Wire.BGP_PORT), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        scheduleDials();
    }

    private void scheduleDials() {
        List<Integer> dialers = plan.others().stream().filter(plan::dials).toList();
        long now = System.nanoTime();
        for (int index = 0; index < dialers.size(); index++) {
            long due = now + REDIAL_NANOS * index / dialers.size();
            dials.add(new Dial(peers.get(dialers.get(index)), due));
        }
    }

    private record Dial(BgpPeer peer, long dueNanos) {}

    /** When something came about first, by the clock of {@link System#nanoTime}; 0 if it has not. */
    static final class Moments {

        private long firstSession;
        private long allSessions;
        private long allInformed;

        long firstSession() {
            return firstSession;
        }

        long allSessions() {
            return allSessions;
        }

        /** Everybody has heard of all of the target's blocks. */
        long allInformed() {
            return allInformed;
        }
    }

    Moments moments() {
        return moments;
    }

    /** Whether all have a session and know the target's blocks. */
    boolean complete() {
        return established == plan.nodes() - 1 && informed == plan.nodes() - 1;
    }

    String progress() {
        return established + " sessions and " + informed + " who know its blocks, of " + (plan.nodes() - 1);
    }

    /**
     * Plays until something is so.
     *
     * @return false if it was not so within so many nanoseconds
     */
    boolean playUntil(BooleanSupplier done, long limitNanos) throws IOException {
        long end = System.nanoTime() + limitNanos;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            turn();
        }
        return true;
    }

    /** Plays for so long. */
    void playFor(long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            turn();
        }
    }

    private void turn() throws IOException {
        long now = System.nanoTime();
        Dial next = dials.peek();
        long wait = next == null ? LONGEST_SELECT_MILLIS : TimeUnit.NANOSECONDS.toMillis(next.dueNanos - now);
        try {
            selector.select(this::ready, Math.max(1, Math.min(LONGEST_SELECT_MILLIS, wait)));
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        now = System.nanoTime();
        for (next = dials.peek(); next != null && next.dueNanos <= now; next = dials.peek()) {
            dials.remove();
            dial(next.peer);
        }
        for (; now > nextKeepalive; nextKeepalive += KEEPALIVE_NANOS / peers.size()) {
            BgpPeer alive = peers.get(nextAlive++ % peers.size());
            if (alive.isEstablished()) {
                alive.send(keepalive.duplicate());
            }
        }
    }

    private void dial(BgpPeer peer) throws IOException {
        peer.dial(
                selector,
                Wire.socket(plan.address(peer.number()), 0),
                Wire.socket(plan.address(plan.target()), Wire.BGP_PORT));
    }

    private void ready(SelectionKey key) {
        if (key.isAcceptable()) {
            accept();
            return;
        }
        BgpPeer peer = (BgpPeer) key.attachment();
        try {
            peer.ready(buffer, this);
        } catch (IOException failure) {
            failed(peer, failure);
        }
    }

    private void accept() {
        try {
            for (SocketChannel fresh = listener.accept(); fresh != null; fresh = listener.accept()) {
                accept(fresh);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept(SocketChannel fresh) throws IOException {
        InetSocketAddress local = (InetSocketAddress) fresh.getLocalAddress();
        int node = plan.nodeAt(ByteBuffer.wrap(local.getAddress().getAddress()).getInt());
        if (node == MeshPlan.NOBODY || plan.dials(node) || !peers.get(node).isAway()) {
            complaints.add("a connection to " + local + ", which does not wait for one");
            fresh.close();
            return;
        }
        BgpPeer peer = peers.get(node);
        try {
            peer.accept(selector, fresh);
            peer.send(words.open(node));
        } catch (IOException failure) {
            failed(peer, failure);
        }
    }

    private void failed(BgpPeer peer, IOException failure) {
        try {
            if (peer.isEstablished()) {
                complaints.add(String.valueOf(failure.getMessage()));
                established--;
                informed -= heard.get(peer.number()).complete() ? 1 : 0;
            }
            peer.drop();
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
        if (plan.dials(peer.number())) {
            dials.add(new Dial(peer, System.nanoTime() + REDIAL_NANOS));
        }
    }

    @Override
    public void connected(BgpPeer peer) throws IOException {
        peer.send(words.open(peer.number()));
    }

    @Override
    public void opened(BgpPeer peer, byte[] octets, int from, int end) throws IOException {
        int addPath = PlayerWords.addPath(octets, from, end);
        words.agree(peer.number(), (addPath & PlayerWords.RECEIVE) != 0);
        heard.get(peer.number()).begin((addPath & PlayerWords.SEND) != 0);
        peer.send(keepalive.duplicate());
    }

    @Override
    public void established(BgpPeer peer) throws IOException {
        long now = System.nanoTime();
        if (moments.firstSession == 0) {
            moments.firstSession = now;
        }
        established++;
        if (established == plan.nodes() - 1) {
            moments.allSessions = now;
        }
        peer.send(words.announcement(peer.number()));
    }

    @Override
    public void updated(BgpPeer peer, byte[] octets, int from, int end) {
        Announcements announcements = heard.get(peer.number());
        boolean before = announcements.complete();
        announcements.update(octets, from, end);
        if (announcements.complete() != before) {
            informed += before ? -1 : 1;
            if (informed == plan.nodes() - 1) {
                moments.allInformed = System.nanoTime();
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (BgpPeer peer : peers) {
            peer.drop();
        }
        selector.close();
    }
}
