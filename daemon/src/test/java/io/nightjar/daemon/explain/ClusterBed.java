package io.nightjar.daemon.explain;

import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.plan.Plan;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.store.KeyValueView;
import io.nightjar.calico.testing.Resources;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.IdleHoldCause;
import io.nightjar.fsm.session.SessionStatus;
import io.nightjar.kernel.KernelDestination;
import io.nightjar.rib.PeerView;
import io.nightjar.rib.StaleReason;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.SpeakerConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A destination and all that is known about it, to be changed. */
final class ClusterBed {

    static final String BLOCK = "192.168.2.0/26";

    private static final AddressFamily IPV4 = AddressFamily.IPV4_UNICAST;

    private static final SpeakerConfig NOTHING = new SpeakerConfig(
            new SpeakerConfig.Local(AsNumber.of(64512), new BgpIdentifier(1), List.of()),
            List.of(),
            List.of(),
            List.of(),
            KernelConfig.OFF);

    private final Resources resources = new Resources().put("IPPool", "p", "cidr: 192.168.0.0/16");
    private String prefix = BLOCK;
    String away = "";
    boolean planned = true;
    boolean datastore = true;

    @Nullable
    String ownersProblem;

    UnaryOperator<SpeakerConfig> config = known -> known;
    private UnaryOperator<SessionStatus> session = known -> known;
    boolean sessions = true;
    boolean leaving;
    private @Nullable PeerView view;

    /** Node a asks about a block of node b. */
    static ClusterBed plain() {
        return nodes("10.0.0.1/24", "10.0.0.2/24").with(r -> r.block("b", BLOCK, "confirmed"));
    }

    static ClusterBed nodes(String a, String b) {
        return new ClusterBed().with(r -> r.node("a", a, "", "")).with(r -> r.node("b", b, "", ""));
    }

    ClusterBed with(Consumer<Resources> change) {
        change.accept(resources);
        return this;
    }

    ClusterBed about(String other) {
        prefix = other;
        return this;
    }

    ClusterBed session(FsmState state, IdleHoldCause hold, boolean enabled, String error) {
        session = known -> status(known.peer(), state, hold, enabled, error, null);
        return this;
    }

    ClusterBed established(Set<AddressFamily> families) {
        session = known -> status(
                known.peer(), FsmState.ESTABLISHED, IdleHoldCause.NONE, true, "", negotiated(known.peer(), families));
        return this;
    }

    ClusterBed known(boolean endOfRib, Map<AddressFamily, StaleReason> stale, int announced) {
        established(Set.of(IPV4));
        PeerConfig peer = ((Plan.Ready) plan(state())).config().peers().get(0).session();
        view = new PeerView(
                negotiated(peer, Set.of(IPV4)),
                PeerView.Counts.NONE,
                Map.of(IPV4, announced),
                Map.of(),
                endOfRib ? Set.of(IPV4) : Set.of(),
                Set.of(),
                stale);
        return this;
    }

    private ClusterState state() {
        return new ClusterStateBuilder().update(resources.view());
    }

    private static Plan plan(ClusterState state) {
        return new SpeakerPlanner(PlanSettings.of("a")).plan(state);
    }

    Explanation explain() {
        KeyValueView content = resources.view();
        ClusterState state = state();
        Plan plan = plan(state);
        SpeakerConfig inForce = config.apply(planned && plan instanceof Plan.Ready ready ? ready.config() : NOTHING);
        Prefix destination = Prefix.parse(prefix);
        Owners owners = ownersProblem == null
                ? Owners.around(destination, content.entries())
                : Owners.NONE.withProblem(ownersProblem);
        List<SessionStatus> statuses = !sessions
                ? List.of()
                : inForce.peers().stream()
                        .map(peer -> session.apply(
                                status(peer.session(), FsmState.ACTIVE, IdleHoldCause.NONE, true, "refused", null)))
                        .toList();
        Map<PeerId, PeerView> views = new HashMap<>();
        if (view != null) {
            views.put(inForce.peers().get(0).session().id(), view);
        }
        Set<PeerId> gone = leaving ? Set.of(inForce.peers().get(0).session().id()) : Set.of();
        return Explainer.explain(
                prefix,
                new Facts(
                        destination,
                        new Facts.Source(
                                "test", datastore ? new DatastoreFacts("a", content, state, plan) : null, away, owners),
                        inForce,
                        new SessionFacts(statuses, gone),
                        new TableFacts(null, null, views, Map.of()),
                        new KernelFacts(null, KernelDestination.unknown(destination), Map.of(), List.of())));
    }

    private static SessionStatus status(
            PeerConfig peer,
            FsmState state,
            IdleHoldCause hold,
            boolean enabled,
            String error,
            @Nullable NegotiatedSession negotiated) {
        return new SessionStatus(
                peer,
                enabled,
                state,
                hold,
                Duration.ofSeconds(12),
                error,
                "",
                negotiated,
                new SessionStatus.Counters(0, 0, 0, 0, 0),
                new SessionStatus.Clocks(Duration.ZERO, Map.of()));
    }

    private static NegotiatedSession negotiated(PeerConfig peer, Set<AddressFamily> families) {
        GracefulRestartCapability theirs = new GracefulRestartCapability(
                false, true, 120, List.of(new GracefulRestartCapability.Family(IPV4, true)));
        return new NegotiatedSession(
                peer,
                new BgpIdentifier(7),
                IpAddress.parse("10.0.0.1"),
                Capabilities.of(theirs),
                CodecContext.standard(PeerType.INTERNAL, true, families),
                new NegotiatedSession.Times(240, 80));
    }
}
