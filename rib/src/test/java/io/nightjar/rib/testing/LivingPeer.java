package io.nightjar.rib.testing;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.engine.RibCommand.PolicyChanged;
import io.nightjar.rib.engine.RibCommand.RouteRefreshReceived;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A peer over several sessions, that keeps to the rules: it has routes of its own, announces each of them in each session before
 * its End-of-RIB, and all of them again in a refresh. Its routes change whether or not there is a session.
 */
public final class LivingPeer {

    private final List<TestPeer> incarnations;
    private final Map<Nlri, PathAttributes> routes = new LinkedHashMap<>();
    private final Set<Nlri> told = new HashSet<>();
    private final List<Nlri> pending = new ArrayList<>();
    private final Set<AddressFamily> endOfRibDue = new TreeSet<>();
    private final Set<AddressFamily> refreshing = new TreeSet<>();
    private TestPeer now;
    private PeerPolicy policy;
    private boolean established;
    private int lastHeard = -1;

    /** A peer without a session; each one that it gets is like one of {@code incarnations}. */
    public LivingPeer(List<TestPeer> incarnations) {
        this.incarnations = List.copyOf(incarnations);
        this.now = incarnations.get(0);
        this.policy = now.policy();
    }

    /** As it is in the present session, or was in the last one. */
    public TestPeer now() {
        return now.withPolicy(policy);
    }

    public boolean established() {
        return established;
    }

    /** A session begins, which may offer other things than the last one. */
    void up(TestTable table, Random random) {
        now = incarnations.get(random.nextInt(incarnations.size()));
        begin(table);
        RecordingPeerOutput output = new RecordingPeerOutput(now.codec());
        if (random.nextInt(4) == 0) {
            output.block();
        }
        table.up(now(), output);
        Collections.shuffle(pending, random);
    }

    /** Whether all its routes are kept when the session is lost, and when it comes back. */
    boolean isKept() {
        GracefulRestartCapability restart = now.session().features().gracefulRestart();
        return established && restart != null && now.codec().families().stream().allMatch(restart::preserved);
    }

    /** A session like the last one begins, under another policy. */
    void back(TestTable table, PeerPolicy changed) {
        policy = changed;
        begin(table);
        table.up(now());
    }

    private void begin(TestTable table) {
        if (lastHeard >= 0 && table.output(now).messages().size() > lastHeard) {
            throw new AssertionError(now.id() + " was told something after its session's end");
        }
        established = true;
        told.clear();
        pending.clear();
        refreshing.clear();
        endOfRibDue.addAll(now.codec().families());
        endOfRibDue.retainAll(now.codec().families());
        routes.keySet().stream().filter(this::carried).forEach(pending::add);
    }

    void lost(TestTable table, boolean keepRoutes) {
        established = false;
        lastHeard = table.output(now).messages().size();
        if (keepRoutes) {
            table.lose(now);
        } else {
            table.down(now);
        }
    }

    /** Without path identifiers there is one path to a destination: the first. */
    private boolean carried(Nlri nlri) {
        return now.codec().families().contains(family(nlri)) && (severalPaths(nlri) || nlri.pathId() == 1);
    }

    private boolean severalPaths(Nlri nlri) {
        return now.codec().addPathReceive().contains(family(nlri));
    }

    private Nlri named(Nlri nlri) {
        return severalPaths(nlri) ? nlri : Nlri.of(nlri.prefix());
    }

    private static AddressFamily family(Nlri nlri) {
        return AddressFamily.unicast(nlri.prefix().afi());
    }

    /** The peer has this route now. {@code nlri} has a path identifier; the peer says so if the session has them. */
    void put(TestTable table, Nlri nlri, PathAttributes attributes) {
        routes.put(nlri, attributes);
        if (established && carried(nlri)) {
            tell(table, nlri);
        }
    }

    private void tell(TestTable table, Nlri nlri) {
        pending.remove(nlri);
        told.add(nlri);
        table.announce(now, routes.get(nlri), named(nlri));
    }

    /** The peer has this route no more; it need not say so while it has not announced it in this session, or in this refresh. */
    private void remove(TestTable table, Nlri nlri) {
        routes.remove(nlri);
        boolean notAnnouncedAgain = pending.remove(nlri) && refreshing.contains(family(nlri));
        if (established && told.remove(nlri) && !notAnnouncedAgain) {
            table.withdraw(now, named(nlri));
        }
    }

    /** The same for one of its routes, if it has any. */
    void removeAny(TestTable table, Random random) {
        if (!routes.isEmpty()) {
            remove(table, List.copyOf(routes.keySet()).get(random.nextInt(routes.size())));
        }
    }

    /** Announces some of what it has still to announce, and says what has an end by that. */
    void goOn(TestTable table, int limit) {
        if (!established) {
            return;
        }
        for (Nlri nlri : List.copyOf(pending.subList(0, Math.min(limit, pending.size())))) {
            tell(table, nlri);
        }
        for (AddressFamily family : now.codec().families()) {
            if (pending.stream().noneMatch(nlri -> family(nlri).equals(family))) {
                complete(table, family);
            }
        }
    }

    private void complete(TestTable table, AddressFamily family) {
        if (endOfRibDue.remove(family)) {
            table.endOfRib(now, family);
        }
        if (refreshing.remove(family)) {
            marker(table, family, RouteRefreshMessage.END);
        }
    }

    /** Begins to announce a family again, if the session has markers for that, and not before it has been announced once. */
    void beginRefresh(TestTable table, AddressFamily family) {
        if (established && knowsMarkers() && !endOfRibDue.contains(family)) {
            refreshing.add(family);
            told.stream()
                    .filter(nlri -> family(nlri).equals(family) && !pending.contains(nlri))
                    .forEach(pending::add);
            marker(table, family, RouteRefreshMessage.BEGIN);
        }
    }

    /** Says once more what it has said: that a family is complete. */
    void repeatEnds(TestTable table, AddressFamily family) {
        boolean carried = established && now.codec().families().contains(family);
        if (carried && !endOfRibDue.contains(family)) {
            table.endOfRib(now, family);
        }
        if (carried && knowsMarkers() && !refreshing.contains(family)) {
            marker(table, family, RouteRefreshMessage.END);
        }
    }

    private boolean knowsMarkers() {
        return now.session().features().enhancedRouteRefresh();
    }

    /** Wants to be told everything again. */
    void request(TestTable table, AddressFamily family) {
        marker(table, family, RouteRefreshMessage.REQUEST);
    }

    private void marker(TestTable table, AddressFamily family, int subtype) {
        table.apply(new RouteRefreshReceived(now.id(), family, subtype));
    }

    /** Other policies are configured; they hold for the next session, and at once for what is in the table. */
    void replacePolicy(TestTable table, PeerPolicy changed) {
        policy = changed;
        table.apply(new PolicyChanged(now.id(), changed));
    }

    /** Lives the present session at once in another table. */
    void startIn(TestTable table) {
        table.up(now());
        routes.forEach((nlri, attributes) -> {
            if (carried(nlri)) {
                table.announce(now, attributes, named(nlri));
            }
        });
        now.codec().families().forEach(family -> table.endOfRib(now, family));
    }
}
