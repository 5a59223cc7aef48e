package io.nightjar.rib.engine;

import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.rib.PeerOutput;
import io.nightjar.rib.RibView;
import io.nightjar.rib.engine.RibCommand.UpdateReceived;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the table, in the order of arrival. Any thread puts, one thread takes. Above the capacity, the peer whose
 * messages come in is told to stop reading; below half of it, to go on.
 */
final class RibMailbox {

    /** A message weighs one, and one more for each of so many routes. */
    private static final int ROUTES_OF_A_SMALL_UPDATE = 16;

    private final int capacity;
    private final NanoClock clock;
    private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private final Queue<Question<?>> looks = new ConcurrentLinkedQueue<>();
    private final AtomicLong load = new AtomicLong();
    private final Map<PeerId, PeerOutput> outputs = new ConcurrentHashMap<>();

    /** By peers, whose order is the same each time: who simulates speakers relies on it. */
    private final Map<PeerId, PeerOutput> paused = new ConcurrentHashMap<>();

    RibMailbox(int capacity, NanoClock clock) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity);
        }
        this.capacity = capacity;
        this.clock = clock;
    }

    /** Something for the table's thread to do. */
    interface Entry {

        void apply(RibEngine engine);

        /** There is no table any more. */
        default void abandon() {}

        /** How much of the capacity it takes. */
        default int weight() {
            return 1;
        }

        /** Whether the loop ends here. */
        default boolean last() {
            return false;
        }
    }

    /**
     * A command; its effects wait for the end of the turn.
     *
     * @param putNanos when it came, if it was an UPDATE
     */
    record Command(RibCommand command, long putNanos, int weight) implements Entry {

        Command(RibCommand command, long putNanos) {
            this(command, putNanos, weight(command));
        }

        @Override
        public void apply(RibEngine engine) {
            engine.apply(command);
        }

        private static int weight(RibCommand command) {
            return command instanceof UpdateReceived received
                    ? 1 + routes(received.update()) / ROUTES_OF_A_SMALL_UPDATE
                    : 1;
        }

        private static int routes(UpdateMessage update) {
            MpReachNlri reach = update.attributes().get(MpReachNlri.class);
            MpUnreachNlri unreach = update.attributes().get(MpUnreachNlri.class);
            return update.withdrawn().size()
                    + update.announced().size()
                    + (reach == null ? 0 : reach.announced().size())
                    + (unreach == null ? 0 : unreach.withdrawn().size());
        }
    }

    /** A question; it sees a settled table. */
    record Question<T>(Function<RibView, T> question, CompletableFuture<T> answer) implements Entry {
        @Override
        public void apply(RibEngine engine) {
            boolean settled = false;
            try {
                engine.settle();
                settled = true;
            } finally {
                if (!settled) {
                    abandon();
                }
            }
            // On this thread; a question that fails is the asker's business.
            answer.completeAsync(() -> question.apply(engine.view()), Runnable::run);
        }

        @Override
        public void abandon() {
            answer.completeExceptionally(new IllegalStateException("the table's loop has ended"));
        }
    }

    /** The end. */
    private record Last() implements Entry {
        @Override
        public void apply(RibEngine engine) {}

        @Override
        public boolean last() {
            return true;
        }
    }

    /** Wakes the thread; what it is to do then waits elsewhere. */
    private record Nudge() implements Entry {
        @Override
        public void apply(RibEngine engine) {}

        @Override
        public int weight() {
            return 0;
        }
    }

    /** A question that overtakes what waits. */
    void look(Question<?> question) {
        looks.add(question);
        put(new Nudge());
    }

    /** Answers what overtakes, before anything else is applied. */
    void answerLooks(RibEngine engine) {
        for (Question<?> look = looks.poll(); look != null; look = looks.poll()) {
            look.apply(engine);
        }
    }

    void put(Entry entry) {
        load.addAndGet(entry.weight());
        entries.add(entry);
    }

    /** Takes what a peer has sent, and has the peer stopped if there is no room for more. */
    boolean offer(PeerId sender, RibCommand command) {
        put(new Command(command, clock.nanoTime()));
        if (load.get() < capacity) {
            return true;
        }
        PeerOutput output = outputs.get(sender);
        if (output != null) {
            // In this order: whoever finds the output in the map resumes it after the pause, not before.
            output.pauseReading();
            paused.put(sender, output);
        }
        // The table may have drained everything between the two lines above, and have nothing left to wake it.
        resumeIfDrained();
        return false;
    }

    /** Lets all paused sessions go on if most of the work is done. */
    void resumeIfDrained() {
        if (load.get() > capacity / 2) {
            return;
        }
        for (Map.Entry<PeerId, PeerOutput> reader : List.copyOf(paused.entrySet())) {
            if (paused.remove(reader.getKey(), reader.getValue())) {
                reader.getValue().resumeReading();
            }
        }
    }

    /** How much waits, in the measure of the capacity. */
    long load() {
        return load.get();
    }

    Entry take() throws InterruptedException {
        Entry entry = entries.take();
        load.addAndGet(-entry.weight());
        return entry;
    }

    @Nullable
    Entry poll() {
        Entry entry = entries.poll();
        if (entry != null) {
            load.addAndGet(-entry.weight());
        }
        return entry;
    }

    /** Nobody takes any more: who waits for an answer is told. */
    void abandonAll() {
        for (Entry entry = poll(); entry != null; entry = poll()) {
            entry.abandon();
        }
        for (Question<?> look = looks.poll(); look != null; look = looks.poll()) {
            look.abandon();
        }
    }

    void register(PeerId peer, PeerOutput output) {
        outputs.put(peer, output);
    }

    void unregister(PeerId peer) {
        outputs.remove(peer);
    }

    void close() {
        put(new Last());
    }
}
