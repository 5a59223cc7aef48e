package io.nightjar.daemon.explain;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.calico.model.BlockAffinity;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.DestinationView.RouteView;
import io.nightjar.rib.config.SpeakerPeer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes an explanation of what is known about a destination. */
public final class Explainer {

    /** So many sessions are looked at when nothing says which one a route should come over. */
    private static final int SESSIONS = 64;

    private final Facts facts;

    private final List<Step> steps = new ArrayList<>();

    /** Peers over whom the route should come, or does. */
    private final Set<PeerId> expected = new LinkedHashSet<>();

    private Explainer(Facts facts) {
        this.facts = facts;
    }

    /** Explains a destination. */
    public static Explanation explain(String question, Facts facts) {
        return new Explainer(facts).explain(question);
    }

    private Explanation explain(String question) {
        DestinationView destination = facts.table().destination();
        boolean absent = facts.table().forwarding() == null;
        steps.addAll(OwnerSteps.of(facts));
        intent();
        sessions(destination, absent);
        if (destination != null) {
            steps.addAll(PathSteps.of(destination));
        }
        if (absent) {
            missing(destination);
        }
        Step kernel = KernelSteps.of(facts);
        steps.add(kernel);
        if (!absent) {
            steps.addAll(ExportSteps.of(facts));
        }
        Step conclusion = absent ? cause(destination) : kernel;
        return new Explanation(
                question,
                facts.prefix().toString(),
                conclusion.code(),
                absent ? story(conclusion) : kernel.text(),
                steps);
    }

    /** The node that says that the destination is its own; null if none does. */
    private @Nullable String owner() {
        return facts.source().owners().of(facts.prefix()).blocks().stream()
                .map(Owners.Owner::affinity)
                .filter(affinity -> affinity.state() != BlockAffinity.State.PENDING)
                .map(BlockAffinity::node)
                .findFirst()
                .orElse(null);
    }

    private void intent() {
        DatastoreFacts datastore = facts.source().datastore();
        String owner = owner();
        if (Originated.of(facts) != null) {
            steps.add(Step.of(Code.ORIGINATED, facts.prefix().toString(), "this node announces it as its own"));
        } else if (datastore != null && owner != null && owner.equals(datastore.node())) {
            steps.add(
                    facts.prefix().isHost()
                            ? Step.of(
                                    Code.HOST_BLOCK,
                                    owner,
                                    "it is a block of one address, for which the workload's route stands")
                            : Step.of(Code.NOT_ORIGINATED, owner, "this node does not announce it as its own yet"));
        } else if (datastore != null && owner != null) {
            IntentSteps.Intent intent =
                    IntentSteps.of(datastore, facts.config(), facts.prefix().afi(), owner);
            steps.addAll(intent.steps());
            expected.addAll(intent.peers());
        }
    }

    private void sessions(@Nullable DestinationView destination, boolean absent) {
        boolean blocked = steps.stream().anyMatch(step -> step.code().isInTheWay() && step.stage() == Stage.INTENT);
        Set<PeerId> peers = new LinkedHashSet<>();
        if (destination != null) {
            destination.routes().stream()
                    .map(path -> path.route().source().peer())
                    .filter(Objects::nonNull)
                    .forEach(peers::add);
        }
        if (absent && !blocked) {
            peers.addAll(expected);
        }
        if (absent && expected.isEmpty() && owner() == null && Originated.of(facts) == null) {
            facts.config().peers().stream()
                    .map(SpeakerPeer::session)
                    .filter(peer -> peer.families().contains(family()))
                    .map(peer -> peer.id())
                    .forEach(peers::add);
        }
        peers.stream().limit(SESSIONS).forEach(peer -> steps.addAll(SessionSteps.of(peer, family(), facts, absent)));
        expected.addAll(peers);
    }

    private AddressFamily family() {
        return AddressFamily.unicast(facts.prefix().afi());
    }

    /** There is no path that takes part. */
    private void missing(@Nullable DestinationView destination) {
        Set<PeerId> announced = destination == null
                ? Set.of()
                : destination.routes().stream()
                        .map(RouteView::route)
                        .map(route -> route.source().peer())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        List<String> silent = expected.stream()
                .filter(peer -> facts.table().peers().containsKey(peer) && !announced.contains(peer))
                .map(PeerId::name)
                .toList();
        if (!silent.isEmpty()) {
            steps.add(Step.of(Code.NOT_ANNOUNCED, silent, String.join(", ", silent) + " does not announce it"));
        }
        Prefix cover = facts.table().cover();
        if (cover != null) {
            steps.add(Step.of(Code.COVERED, cover.toString(), "there is a route to " + cover + ", which contains it"));
        }
        steps.add(Step.of(Code.DECIDED_NO_ROUTE, facts.prefix().toString(), "nothing takes part in the decision"));
    }

    /** The first step that is in the way; where something was announced, the first one that says why it was not taken. */
    private Step cause(@Nullable DestinationView destination) {
        return steps.stream()
                .filter(step -> step.code().isInTheWay())
                .filter(step -> destination == null || step.stage() == Stage.IMPORT)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing is in the way of " + facts.prefix()));
    }

    private String story(Step cause) {
        String before = steps.stream()
                .filter(step -> step.code() == Code.NODE_BLOCK || step.code() == Code.OWN_BLOCK)
                .findFirst()
                .map(step -> step.text() + ", ")
                .orElse("");
        return "no route: " + before + cause.text();
    }
}
