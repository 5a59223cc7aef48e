package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.calico.model.BlockAffinity;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.store.KeyValueView;
import io.nightjar.daemon.explain.DatastoreFacts;
import io.nightjar.daemon.explain.ExplainQuestion;
import io.nightjar.daemon.explain.Explainer;
import io.nightjar.daemon.explain.Explanation;
import io.nightjar.daemon.explain.Facts;
import io.nightjar.daemon.explain.KernelFacts;
import io.nightjar.daemon.explain.NodeExplainer;
import io.nightjar.daemon.explain.NodeFacts;
import io.nightjar.daemon.explain.Owners;
import io.nightjar.daemon.explain.SessionFacts;
import io.nightjar.daemon.explain.TableFacts;
import io.nightjar.fsm.session.SessionStatus;
import io.nightjar.kernel.KernelDestination;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.PeerView;
import io.nightjar.rib.RibView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks everybody about one destination or one node, and has it explained. Any thread. */
final class ExplainDesk {

    private static final String HOSTS = "/calico/ipam/v2/host/";

    /** Behind all keys below {@link #HOSTS}. */
    private static final String HOSTS_END = "/calico/ipam/v2/host0";

    private static final long DATASTORE_MILLIS = 2000;

    private static final long KERNEL_MILLIS = 1000;

    /** So many blocks of a node are explained. */
    private static final int BLOCKS = 32;

    private final SpeakerReports.Parts parts;

    ExplainDesk(SpeakerReports.Parts parts) {
        this.parts = parts;
    }

    /** Explains it; empty if there is no node or peer of that name. */
    CompletableFuture<Optional<Explanation>> explain(ExplainQuestion question) {
        Prefix prefix = question.prefix();
        IpAddress address = question.address();
        if (prefix != null) {
            return destination(question.text(), prefix).thenApply(Optional::of);
        }
        return address != null ? around(question.text(), address).thenApply(Optional::of) : node(question.text());
    }

    /** What contains an address: the longest of a route and a block. */
    private CompletableFuture<Explanation> around(String question, IpAddress address) {
        Prefix host = Prefix.host(address);
        return parts.table()
                .look(view -> Optional.ofNullable(TableFacts.around(view, address))
                        .map(prefix -> TableFacts.of(view, prefix, List.of())))
                .thenCompose(found -> owners(
                                host, found.map(TableFacts::destination).orElse(null))
                        .thenCompose(owners -> {
                            Prefix route = found.map(TableFacts::destination)
                                    .map(DestinationView::prefix)
                                    .orElse(null);
                            return destination(question, longer(route, owners, host), owners);
                        }));
    }

    private static Prefix longer(@Nullable Prefix route, Owners owners, Prefix host) {
        Prefix block = owners.blocks().isEmpty()
                ? null
                : owners.blocks().get(0).affinity().block();
        if (route == null || (block != null && block.length() > route.length())) {
            return block == null ? host : block;
        }
        return route;
    }

    private CompletableFuture<Explanation> destination(String question, Prefix prefix) {
        return parts.table()
                .look(view -> view.destination(prefix))
                .thenCompose(found -> owners(prefix, found.orElse(null)))
                .thenCompose(owners -> destination(question, prefix, owners));
    }

    private CompletableFuture<Explanation> destination(String question, Prefix prefix, Owners owners) {
        List<SessionStatus> sessions = parts.endpoint().status();
        List<PeerId> peers =
                sessions.stream().map(session -> session.peer().id()).toList();
        CompletableFuture<TableFacts> table = parts.table().look(view -> TableFacts.of(view, prefix, peers));
        CompletableFuture<Optional<KernelDestination>> kernel = parts.forwarding()
                .look(prefix)
                .toCompletableFuture()
                .thenApply(Optional::of)
                .completeOnTimeout(Optional.empty(), KERNEL_MILLIS, TimeUnit.MILLISECONDS);
        return table.thenCombine(
                kernel,
                (known, inKernel) -> Explainer.explain(
                        question,
                        new Facts(
                                prefix,
                                new Facts.Source(
                                        parts.source().report().location(),
                                        parts.source().facts(),
                                        away(),
                                        owners),
                                parts.reconfigurer().inForce(),
                                new SessionFacts(
                                        sessions,
                                        parts.reconfigurer().policies().leaving()),
                                known,
                                kernel(known.forwarding(), inKernel.orElse(null)))));
    }

    private KernelFacts kernel(@Nullable Multipath paths, @Nullable KernelDestination found) {
        return new KernelFacts(
                paths == null ? null : parts.programmer().program().intent(paths),
                found,
                parts.forwarding().devices(),
                parts.watch().waitingFor());
    }

    private String away() {
        return parts.source().connected() ? "" : parts.source().report().state();
    }

    /** Blocks around a destination: this node's are known, others' are asked for, those of the likely ones first. */
    private CompletableFuture<Owners> owners(Prefix prefix, @Nullable DestinationView destination) {
        DatastoreFacts datastore = parts.source().facts();
        if (datastore == null) {
            return CompletableFuture.completedFuture(Owners.NONE);
        }
        Owners own = Owners.around(prefix, datastore.view().entries().subMap(HOSTS, HOSTS_END));
        if (!own.blocks().isEmpty() || !own.unusables().isEmpty()) {
            return CompletableFuture.completedFuture(own);
        }
        CompletableFuture<Owners> likely = CompletableFuture.completedFuture(own);
        for (String node : announcers(datastore, destination)) {
            likely = likely.thenCompose(known -> known.blocks().isEmpty()
                    ? around(prefix, HOSTS + node + "/")
                    : CompletableFuture.completedFuture(known));
        }
        return likely.thenCompose(
                known -> known.blocks().isEmpty() ? around(prefix, HOSTS) : CompletableFuture.completedFuture(known));
    }

    private CompletableFuture<Owners> around(Prefix prefix, String place) {
        return read(place)
                .handle((entries, failure) ->
                        failure == null ? Owners.around(prefix, entries) : Owners.NONE.withProblem(reason(failure)));
    }

    private CompletableFuture<SortedMap<String, KeyValueView.Entry>> read(String place) {
        return parts.source().read(place).orTimeout(DATASTORE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String message = cause.getMessage();
        if (cause instanceof TimeoutException) {
            return "the datastore did not answer in time";
        }
        return message == null ? cause.toString() : message;
    }

    /** Nodes that are the next hop of a path. */
    private static Set<String> announcers(DatastoreFacts datastore, @Nullable DestinationView destination) {
        Set<IpAddress> hops = new LinkedHashSet<>();
        if (destination != null) {
            destination.routes().forEach(path -> {
                IpAddress hop = path.route().nextHop();
                if (hop != null) {
                    hops.add(hop);
                }
            });
        }
        Set<String> nodes = new LinkedHashSet<>();
        if (!hops.isEmpty()) {
            for (CalicoNode node : datastore.state().nodes().values()) {
                if (hops.contains(node.ipv4().address())
                        || hops.contains(node.ipv6().address())) {
                    nodes.add(node.name());
                }
            }
        }
        return nodes;
    }

    private CompletableFuture<Optional<Explanation>> node(String name) {
        DatastoreFacts datastore = parts.source().facts();
        if (datastore == null) {
            return isPeer(name)
                    ? peer(name, List.of()).thenApply(Optional::of)
                    : CompletableFuture.completedFuture(Optional.empty());
        }
        return read(HOSTS + name + "/")
                .exceptionally(failure -> new TreeMap<>())
                .thenCompose(entries -> {
                    boolean known = datastore.state().nodes().containsKey(name)
                            || name.equals(datastore.node())
                            || isPeer(name)
                            || !entries.isEmpty();
                    return known
                            ? blocks(Owners.of(entries))
                                    .thenCompose(blocks -> peer(name, blocks))
                                    .thenApply(Optional::of)
                            : CompletableFuture.completedFuture(Optional.empty());
                });
    }

    private boolean isPeer(String name) {
        return parts.endpoint().named(name).isPresent();
    }

    private CompletableFuture<List<Explanation>> blocks(Owners owners) {
        CompletableFuture<List<Explanation>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (Owners.Owner owner : owners.blocks().stream().limit(BLOCKS).toList()) {
            BlockAffinity affinity = owner.affinity();
            all = all.thenCombine(
                    destination(affinity.block().toString(), affinity.block(), owners), (before, explanation) -> {
                        before.add(explanation);
                        return before;
                    });
        }
        return all;
    }

    private CompletableFuture<Explanation> peer(String name, List<Explanation> blocks) {
        List<SessionStatus> sessions = parts.endpoint().status();
        return parts.table()
                .look(view -> peers(view, sessions))
                .thenApply(peers -> NodeExplainer.explain(new NodeFacts(
                        name,
                        parts.source().facts(),
                        away(),
                        parts.reconfigurer().inForce(),
                        new SessionFacts(
                                sessions, parts.reconfigurer().policies().leaving()),
                        peers,
                        blocks)));
    }

    private static Map<PeerId, PeerView> peers(RibView view, List<SessionStatus> sessions) {
        Map<PeerId, PeerView> peers = new HashMap<>();
        for (SessionStatus session : sessions) {
            view.peer(session.peer().id())
                    .ifPresent(peer -> peers.put(session.peer().id(), peer));
        }
        return peers;
    }
}
