package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.model.BgpFilter;
import io.nightjar.calico.model.PeerOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The sessions with peers that somebody configured. */
final class ExplicitPeerPlanner {

    private final PlanContext context;

    private final Afi afi;

    private final IpAddress own;

    private final Map<List<String>, PlannedPeer.Filters> filters = new HashMap<>();

    private ExplicitPeerPlanner(PlanContext context, Afi afi, IpAddress own) {
        this.context = context;
        this.afi = afi;
        this.own = own;
    }

    static List<PlannedPeer> peers(PlanContext context, List<PeerEntry> entries, Afi afi) {
        IpAddress own = context.ownAddress(afi);
        if (own == null) {
            return List.of();
        }
        ExplicitPeerPlanner planner = new ExplicitPeerPlanner(context, afi, own);
        List<PlannedPeer> peers = new ArrayList<>();
        for (PeerEntry entry : entries) {
            IpAddress address = entry.remote().address();
            if (address.afi().equals(afi) && !address.equals(own)) {
                peers.add(planner.peer(entry));
            }
        }
        return peers;
    }

    private PlannedPeer peer(PeerEntry entry) {
        PeerEntry.Remote remote = entry.remote();
        PeerOptions options = entry.options();
        AsNumber localAs = Objects.requireNonNullElse(options.localAs(), context.ownAsNumber());
        boolean workload = entry.kind() == PeerEntry.Kind.LOCAL_WORKLOAD;
        // A global peer that is a node has its like in every node, so as in the mesh one end is enough to dial.
        boolean node = entry.kind() == PeerEntry.Kind.GLOBAL && remote.node();
        boolean passive = workload || (node && PlannedPeer.waitsFor(remote.address(), own));
        PlannedPeer.Remote there = new PlannedPeer.Remote(remote.address(), remote.port(), remote.asNumber());
        return new PlannedPeer(
                PlannedPeer.id(entry.kind().label(), there, there.port()),
                there,
                new PlannedPeer.Local(
                        options.extras().ownSource() ? own : null, localAs, clientClusterId(remote, localAs)),
                passive,
                options,
                filters.computeIfAbsent(options.extras().filters(), this::filters),
                password(options, context.inputs()),
                entry.origin().key());
    }

    static PlannedPassword password(PeerOptions options, LocalInputs inputs) {
        return options.transport().password() == null
                ? PlannedPassword.of(options.extras().password(), inputs)
                : new PlannedPassword(options.transport().password(), "");
    }

    /** A reflector reflects to everybody in its autonomous system who does not reflect for the same cluster. */
    private @Nullable BgpIdentifier clientClusterId(PeerEntry.Remote remote, AsNumber localAs) {
        BgpIdentifier cluster = context.own().details().clusterId();
        boolean client = cluster != null && remote.asNumber().equals(localAs) && !cluster.equals(remote.clusterId());
        return client ? cluster : null;
    }

    private PlannedPeer.Filters filters(List<String> names) {
        return new PlannedPeer.Filters(
                filters(names, filter -> !filter.rules(afi).imports().isEmpty()),
                filters(names, filter -> !filter.rules(afi).exports().isEmpty()));
    }

    /** A filter that does not exist, or that has nothing to say, is passed over. */
    private List<BgpFilter> filters(List<String> names, Predicate<BgpFilter> speaks) {
        List<BgpFilter> found = new ArrayList<>();
        for (String name : names) {
            BgpFilter filter = context.state().filters().get(name);
            if (filter != null && speaks.test(filter)) {
                found.add(filter);
            }
        }
        return found;
    }
}
