package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.bird.BirdProtocol;
import io.nightjar.daemon.bird.BirdProtocol.Kind;
import io.nightjar.daemon.bird.BirdSource;
import io.nightjar.daemon.control.Operations;
import io.nightjar.daemon.control.PeerAction;
import io.nightjar.fsm.session.SessionStatus;
import io.nightjar.kernel.KernelView;
import io.nightjar.kernel.RouteChange;
import io.nightjar.rib.RibView;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.engine.RibCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What BIRD's control sockets show and do, of one family. Any thread. */
final class BirdDesk implements BirdSource {

    /** In the order in which Calico's templates write them. */
    private static final List<String> SORTS = List.of("Mesh_", "Global_", "Node_");

    private static final int REQUEST = 0;

    private final SpeakerReports.Parts parts;
    private final Hands hands;
    private final NanoClock clock;
    private final Afi afi;
    private final long startNanos;
    private final Map<String, String> messages = new ConcurrentHashMap<>();

    BirdDesk(SpeakerReports.Parts parts, Hands hands, NanoClock clock, Afi afi) {
        this.parts = parts;
        this.hands = hands;
        this.clock = clock;
        this.afi = afi;
        this.startNanos = hands.startNanos();
    }

    /**
     * With which things are done.
     *
     * @param control the thread that plans and reconfigures
     * @param operations about sessions
     * @param reprogram writes the kernel's routes again
     * @param kernel as it was seen last
     * @param configuredNanos when a configuration was last applied
     * @param stop completed when the process is to end
     * @param startNanos when the process began
     */
    record Hands(
            Executor control,
            Operations operations,
            Runnable reprogram,
            Supplier<KernelView> kernel,
            Supplier<Long> configuredNanos,
            CompletableFuture<Void> stop,
            long startNanos) {}

    private Duration since(long nanos) {
        return Duration.ofNanos(clock.nanoTime() - nanos);
    }

    @Override
    public Router router() {
        return new Router(
                parts.reconfigurer().inForce(),
                parts.source().report().location(),
                since(startNanos),
                since(hands.configuredNanos().get()),
                recovery(),
                hands.stop().isDone());
    }

    private Recovery recovery() {
        EndOfRibWatch watch = parts.watch();
        Duration left = EndOfRibWatch.PATIENCE.minus(since(startNanos));
        return new Recovery(
                !watch.restarted(), watch.delaying(), left.isNegative() ? Duration.ZERO : left, EndOfRibWatch.PATIENCE);
    }

    @Override
    public boolean fromDatastore() {
        return parts.source().report().kind().equals("datastore");
    }

    @Override
    public List<BirdProtocol> protocols() {
        List<BirdProtocol> protocols = withoutSessions();
        PolicyDirectory policies = parts.reconfigurer().policies();
        parts.endpoint().status().stream()
                .filter(this::isOfFamily)
                .sorted(Comparator.comparingInt(BirdDesk::sort)) // by name, as they come, within each sort
                .forEach(status -> protocols.add(session(status, policies)));
        return protocols;
    }

    @Override
    public Optional<BirdProtocol> protocol(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return withoutSessions().stream()
                .filter(protocol -> protocol.name().equals(name))
                .findFirst()
                .or(() -> parts.endpoint()
                        .named(name)
                        .filter(this::isOfFamily)
                        .map(status -> session(status, parts.reconfigurer().policies())));
    }

    private boolean isOfFamily(SessionStatus status) {
        return status.peer().families().contains(AddressFamily.unicast(afi));
    }

    private List<BirdProtocol> withoutSessions() {
        Duration up = since(startNanos);
        boolean kernel = parts.reconfigurer().inForce().kernel().enabled()
                && parts.forwarding().enabled();
        List<BirdProtocol> protocols = new ArrayList<>();
        if (!originated().isEmpty()) {
            protocols.add(BirdProtocol.only(Kind.STATIC, up));
        }
        if (kernel) {
            protocols.add(BirdProtocol.only(Kind.KERNEL, up));
        }
        protocols.add(BirdProtocol.only(Kind.DEVICE, up));
        if (kernel) {
            protocols.add(BirdProtocol.only(Kind.DIRECT, up));
        }
        return protocols;
    }

    private static int sort(SessionStatus status) {
        for (int i = 0; i < SORTS.size(); i++) {
            if (status.peer().id().name().startsWith(SORTS.get(i))) {
                return i;
            }
        }
        return SORTS.size();
    }

    private BirdProtocol session(SessionStatus status, PolicyDirectory policies) {
        String name = status.peer().id().name();
        return new BirdProtocol(
                name,
                Kind.BGP,
                status.clocks().sinceChange(),
                new BirdProtocol.Session(
                        status,
                        policies.of(status.peer()),
                        isHeld(status.negotiated()),
                        messages.getOrDefault(name, "")));
    }

    /** RFC 4724 §4.1: whoever keeps our routes hears nothing final before our restart is over. */
    private boolean isHeld(@Nullable NegotiatedSession session) {
        return session != null
                && !parts.watch().restarted()
                && session.features().gracefulRestart() != null
                && session.config().features().gracefulRestart().mode() == Mode.ON;
    }

    @Override
    public int programmed() {
        return parts.forwarding().desired(afi);
    }

    @Override
    public List<OriginatedRoute> originated() {
        return parts.reconfigurer().inForce().originated().stream()
                .filter(route -> route.prefix().afi().equals(afi))
                .toList();
    }

    @Override
    public KernelView kernel() {
        return hands.kernel().get();
    }

    @Override
    public <T> CompletableFuture<T> table(Function<RibView, T> question) {
        return parts.table().look(question);
    }

    @Override
    public KernelPreview kernelPreview() {
        KernelProgram program = parts.programmer().program();
        return paths ->
                program.change(paths.prefix(), paths) instanceof RouteChange.Install install ? install.route() : null;
    }

    @Override
    public CompletableFuture<Done> act(PeerId peer, Action action, String message) {
        return switch (action) {
            case DISABLE -> operate(peer, new PeerAction.Disable(peer.name(), message), message);
            case RESTART -> operate(peer, new PeerAction.Restart(peer.name(), message), message);
            case ENABLE -> operate(peer, new PeerAction.Enable(peer.name()), "");
            case RELOAD_IN ->
                hands.operations()
                        .perform(new PeerAction.Refresh(peer.name(), afi.equals(Afi.IPV4) ? "ipv4" : "ipv6"))
                        .thenApply(BirdDesk::done);
            case RELOAD_OUT -> CompletableFuture.completedFuture(tellAgain(peer));
        };
    }

    private CompletableFuture<Done> operate(PeerId peer, PeerAction action, String message) {
        return hands.operations().perform(action).thenApply(outcome -> {
            Done done = done(outcome);
            if (done == Done.DONE && message.isEmpty()) {
                messages.remove(peer.name());
            } else if (done == Done.DONE) {
                messages.put(peer.name(), message);
            }
            return done;
        });
    }

    private static Done done(Operations.Outcome outcome) {
        return switch (outcome.kind()) {
            case DONE -> Done.DONE;
            case REFUSED -> Done.IMPOSSIBLE;
            case UNKNOWN_PEER -> Done.GONE;
        };
    }

    /** As if the peer had asked (RFC 2918 §4). */
    private Done tellAgain(PeerId peer) {
        AddressFamily family = AddressFamily.unicast(afi);
        NegotiatedSession session =
                parts.endpoint().status(peer).map(SessionStatus::negotiated).orElse(null);
        if (session == null || !session.codec().families().contains(family)) {
            return Done.IMPOSSIBLE;
        }
        parts.table().offer(new RibCommand.RouteRefreshReceived(peer, family, REQUEST));
        return Done.DONE;
    }

    @Override
    public CompletableFuture<Void> reconfigure() {
        return CompletableFuture.runAsync(parts.source()::lookAgain, hands.control());
    }

    @Override
    public void reprogram() {
        hands.reprogram().run();
    }

    @Override
    public void shutDown() {
        hands.stop().complete(null);
    }
}
