package io.nightjar.daemon.bird;

import io.nightjar.bgp.peer.PeerId;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelView;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.RibView;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.SpeakerConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a shell asks the speaker about, and has it do. Any thread; nothing blocks. */
public interface BirdSource {

    /** The speaker as a whole. */
    Router router();

    /** The instances of protocols of one family, in BIRD's order. */
    List<BirdProtocol> protocols();

    /** The instance of that name, without putting together all of them; empty if there is none. */
    Optional<BirdProtocol> protocol(String name);

    /** Whether the configuration is Calico's. */
    boolean fromDatastore();

    /** How many routes of this family the kernel is told. */
    int programmed();

    /** What starts here in this family, in the order in which it is configured. */
    List<OriginatedRoute> originated();

    /** Devices, addresses, and the routes of others. */
    KernelView kernel();

    /** Asks the table, ahead of what waits for it; so the question must be a quick one. */
    <T> CompletableFuture<T> table(Function<RibView, T> question);

    /** What the kernel is told as things are. */
    KernelPreview kernelPreview();

    /** Has something done about a session. */
    CompletableFuture<Done> act(PeerId peer, Action action, String message);

    /** Looks again for what can only be found by looking, and applies it. */
    CompletableFuture<Void> reconfigure();

    /** Writes all routes of the kernel again that are not as they should be. */
    void reprogram();

    /** Ends the process in order. */
    void shutDown();

    /**
     * The speaker.
     *
     * @param config in force
     * @param location where the configuration comes from
     * @param uptime since the process began
     * @param sinceReconfiguration since the last configuration was applied
     * @param recovery how our own restart goes
     * @param stopping whether it is about to end
     */
    record Router(
            SpeakerConfig config,
            String location,
            Duration uptime,
            Duration sinceReconfiguration,
            Recovery recovery,
            boolean stopping) {}

    /**
     * Our own restart (RFC 4724 §4.1).
     *
     * @param going whether it is not over
     * @param waitingFor how many sessions it waits for
     * @param left how much longer it may last
     * @param limit how long it may last as a whole
     */
    record Recovery(boolean going, int waitingFor, Duration left, Duration limit) {}

    /** What can be done about a session. */
    enum Action {
        DISABLE,
        ENABLE,
        RESTART,
        /** Asks the peer for its routes. */
        RELOAD_IN,
        /** Tells the peer all routes again. */
        RELOAD_OUT
    }

    /** What came of it. */
    enum Done {
        DONE,
        /** The peer, or the session as it is, cannot do that. */
        IMPOSSIBLE,
        /** There is no such session any more. */
        GONE
    }

    /** What becomes of routes in the kernel. */
    @FunctionalInterface
    interface KernelPreview {

        /** What is programmed for a destination with these best paths; null for nothing. */
        @Nullable
        KernelRoute route(Multipath paths);
    }
}
