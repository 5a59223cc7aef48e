package io.nightjar.conformance.sim;

import io.nightjar.bgp.codec.MessageBlock;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.MessageType;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.fsm.TcpFailure;
import io.nightjar.fsm.session.Connector;
import io.nightjar.rib.table.AttributeInterner;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The network that all machines are in. Each piece takes its own time, so that what goes through different connections overtakes
 * each other, but not what goes through one. What cannot get through, because machines are parted or off, is held and sent again
 * when they are not.
 */
final class Network {

    private static final long SYN_AGAIN_NANOS = 1_000_000_000L;

    private static final List<MessageType> TYPES = List.of(MessageType.values());

    /** As many different pieces are on their way to many at the same time. */
    private static final int PIECES_REMEMBERED = 256;

    private final Scheduler scheduler;
    private final SplittableRandom random;
    private final Latency latency;
    private final Limits limits;
    private final Map<IpAddress, Machine> machines = new HashMap<>();
    private final Set<WireEnd> ends = new LinkedHashSet<>();
    private final Set<WireEnd> holding = new LinkedHashSet<>();
    private final SharedDecoder decoder;
    private final IdentityHashMap<MessageBlock, Segment> pieces = new IdentityHashMap<>();
    private final long[] messages = new long[TYPES.size()];
    private final Watcher watcher;
    private long octets;
    private int mostWaiting;

    /**
     * An empty network.
     *
     * @param attributes those of all tables
     * @param watcher sees what is sent
     */
    Network(
            Scheduler scheduler,
            SplittableRandom random,
            Latency latency,
            Limits limits,
            AttributeInterner attributes,
            Watcher watcher) {
        this.scheduler = scheduler;
        this.random = random;
        this.latency = latency;
        this.limits = limits;
        this.watcher = watcher;
        decoder = new SharedDecoder(attributes, watcher::decoded);
    }

    /**
     * How long a piece takes.
     *
     * @param leastNanos at least
     * @param mostNanos at most
     */
    record Latency(long leastNanos, long mostNanos) {}

    /** Looks at what goes through. */
    interface Watcher {

        /** This is on its way to somebody; once for all that are sent the same. */
        void decoded(BgpMessage message);

        /** Somebody is about to handle this. */
        void received(SpeakerProcess by, BgpMessage message);

        /** Somebody handles what comes to this end, though the table had no room for the last message, and has not asked for more. */
        void readOn(WireEnd by);

        /** Somebody sends this through an end that was not writable before the event that happens now. */
        void sentInto(WireEnd full, Segment piece);
    }

    Limits limits() {
        return limits;
    }

    void add(Machine machine) {
        machine.addresses().forEach(address -> machines.put(address, machine));
    }

    SharedDecoder decoder() {
        return decoder;
    }

    /** Who looks at messages. */
    Watcher watcher() {
        return watcher;
    }

    /** How many events there have been. */
    long events() {
        return scheduler.happened();
    }

    /** How many messages of each kind have been sent. */
    Map<MessageType, Long> messages() {
        Map<MessageType, Long> sent = new EnumMap<>(MessageType.class);
        TYPES.forEach(type -> sent.put(type, messages[type.code() - 1]));
        return sent;
    }

    /** What goes through connections in the place of messages: the same piece for the same messages, to whomever they are sent. */
    Segment segment(MessageBlock block) {
        if (pieces.size() == PIECES_REMEMBERED) {
            pieces.clear();
        }
        return pieces.computeIfAbsent(block, Segment::of);
    }

    /** How many messages have been sent. */
    long sent() {
        return Arrays.stream(messages).sum();
    }

    /** How many octets have been sent. */
    long octets() {
        return octets;
    }

    /** The most octets that have ever waited on one connection. */
    int mostWaiting() {
        return mostWaiting;
    }

    /** The ends of connections that are open, in the order of their making. */
    List<WireEnd> ends() {
        return List.copyOf(ends);
    }

    void closed(WireEnd end) {
        ends.remove(end);
    }

    private long latency(Machine from, Machine to) {
        return random.nextLong(latency.leastNanos(), latency.mostNanos() + 1)
                + from.extraLatency(scheduler.nanoTime())
                + to.extraLatency(scheduler.nanoTime());
    }

    /** Sends a piece on its way from this end. */
    void transmit(WireEnd from, Segment segment) {
        count(from, segment);
        send(from, segment);
    }

    private void send(WireEnd from, Segment segment) {
        Machine here = from.process().machine();
        if (isHeld(from)) {
            hold(from, segment);
            return;
        }
        long arrival = from.there().arrival(scheduler.nanoTime() + latency(here, from.remote()));
        scheduler.at(arrival, () -> arrive(from, segment));
    }

    private boolean isHeld(WireEnd from) {
        return !canPass(from.process().machine(), from.remote()) || from.there().holds();
    }

    private void hold(WireEnd from, Segment segment) {
        from.there().hold(segment);
        holding.add(from);
    }

    private void count(WireEnd from, Segment segment) {
        mostWaiting = Math.max(mostWaiting, from.waiting());
        octets += segment.octets();
        for (MessageType type : TYPES) {
            messages[type.code() - 1] += segment.messages().count(type);
        }
        from.process().machine().countSent(segment.messages().size(), segment.octets());
    }

    private void arrive(WireEnd from, Segment segment) {
        WireEnd to = from.other();
        if (to == null) {
            return;
        }
        if (isHeld(from)) {
            hold(from, segment);
        } else if (to.process().isRunning()) {
            to.process().inLoop(() -> to.arrived(segment));
        } else if (segment.kind() == Segment.Kind.DATA) {
            transmit(to, Segment.RST);
        }
    }

    private static boolean canPass(Machine from, Machine to) {
        return from.isOn() && to.isOn() && !from.isPartedFrom(to);
    }

    /** Machines may be reachable again: what was held is sent again. */
    void passAgain() {
        for (WireEnd end : List.copyOf(holding)) {
            if (canPass(end.process().machine(), end.remote())) {
                holding.remove(end);
                end.there().release().forEach(segment -> send(end, segment));
            }
        }
    }

    /** Makes the dialler of a process. */
    Connector connector(SpeakerProcess process) {
        return (peer, listener) -> new Dialling(process, peer, listener).start();
    }

    private final class Dialling implements Connector.Dial {

        private final SpeakerProcess process;
        private final PeerConfig peer;
        private final Connector.DialListener listener;
        private boolean over;
        private long again = SYN_AGAIN_NANOS;

        Dialling(SpeakerProcess process, PeerConfig peer, Connector.DialListener listener) {
            this.process = process;
            this.peer = peer;
            this.listener = listener;
        }

        @Override
        public void cancel() {
            over = true;
        }

        Dialling start() {
            Machine to = machines.get(peer.remote().address());
            if (to != null && canPass(process.machine(), to)) {
                process.inLoopAt(scheduler.nanoTime() + latency(process.machine(), to), () -> arrive(to));
            } else {
                process.inLoopAt(scheduler.nanoTime() + again, this::tryAgain);
                again *= 2;
            }
            return this;
        }

        private void tryAgain() {
            if (!over) {
                start();
            }
        }

        private void arrive(Machine to) {
            if (over) {
                return;
            }
            if (!canPass(process.machine(), to)) {
                tryAgain();
                return;
            }
            long back = scheduler.nanoTime() + latency(to, process.machine());
            SpeakerProcess server = to.process();
            if (server == null || !server.sessions().listensAt(peer.remote().port())) {
                process.inLoopAt(back, this::refused);
                return;
            }
            connect(server, back);
        }

        private void connect(SpeakerProcess server, long back) {
            IpAddress called = peer.remote().address();
            IpAddress caller = process.machine().address(called.afi());
            WireEnd near = new WireEnd(Network.this, process, caller, server.machine(), called);
            WireEnd far = new WireEnd(Network.this, server, called, process.machine(), caller);
            near.join(far);
            far.join(near);
            ends.add(near);
            ends.add(far);
            server.inLoop(() -> server.sessions().accept(far));
            process.inLoopAt(back, () -> connected(near));
        }

        private void connected(WireEnd near) {
            if (over || near.isClosed()) {
                near.close();
                if (!over) {
                    over = true;
                    listener.failed(TcpFailure.of("connection reset by the peer"));
                }
                return;
            }
            over = true;
            listener.connected(near);
        }

        private void refused() {
            if (!over) {
                over = true;
                listener.failed(TcpFailure.refused("connection refused"));
            }
        }
    }
}
