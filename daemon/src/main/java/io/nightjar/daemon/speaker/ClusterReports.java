package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.RouteReflector;
import io.nightjar.calico.plan.Intention;
import io.nightjar.daemon.control.ClusterReport;
import io.nightjar.daemon.control.ClusterReport.Member;
import io.nightjar.daemon.explain.DatastoreFacts;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.session.SessionStatus;
import io.nightjar.rib.config.SpeakerConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cluster as it should be and as far as it is. Used by one thread. */
final class ClusterReports {

    /** So many planned sessions are named; of the others only how many there are. */
    private static final int PLANNED = 16;

    private static final String NODE = "node";

    private static final String PEER = "peer";

    private @Nullable ClusterState state;

    private List<Intention> intentions = List.of();

    /**
     * The report.
     *
     * @param facts what is in the datastore; null without one
     * @param config in force
     * @param sessions all of them
     * @param nextHops how many destinations each next hop serves
     */
    ClusterReport report(
            @Nullable DatastoreFacts facts, SpeakerConfig config, List<SessionStatus> sessions, NextHopTally nextHops) {
        remember(facts == null ? null : facts.state());
        Map<IpAddress, List<SessionStatus>> byAddress = sessions.stream()
                .collect(
                        Collectors.groupingBy(session -> session.peer().remote().address()));
        String self = facts == null ? "" : facts.node();
        List<Member> members = new ArrayList<>();
        Set<IpAddress> nodes = new HashSet<>();
        boolean known = false;
        for (Intention node : intentions) {
            nodes.addAll(node.addresses());
            known |= node.name().equals(self);
            members.add(member(node, node.name().equals(self), byAddress, nextHops));
        }
        if (!known) {
            members.add(self(self, config));
        }
        Map<IpAddress, RouteReflector> reflectors = reflectors(facts);
        byAddress.forEach((address, there) -> {
            if (!nodes.contains(address)) {
                members.add(peer(address, there, reflectors.get(address), nextHops.destinations(address)));
            }
        });
        members.sort(Comparator.comparing(Member::name));
        return new ClusterReport(self, facts != null && facts.state().globals().meshEnabled(), members);
    }

    /** Making something of a state takes a while in a large cluster, and states change rarely. */
    private void remember(@Nullable ClusterState now) {
        if (now == null) {
            state = null;
            intentions = List.of();
        } else if (!now.equals(state)) {
            state = now;
            intentions = Intention.of(now);
        }
    }

    private static Map<IpAddress, RouteReflector> reflectors(@Nullable DatastoreFacts facts) {
        Map<IpAddress, RouteReflector> reflectors = new HashMap<>();
        if (facts != null) {
            facts.state().reflectors().forEach(reflector -> reflectors.put(reflector.address(), reflector));
        }
        return reflectors;
    }

    private static Member member(
            Intention node, boolean self, Map<IpAddress, List<SessionStatus>> sessions, NextHopTally nextHops) {
        List<ClusterReport.Session> own = new ArrayList<>();
        int routes = 0;
        for (IpAddress address : node.addresses()) {
            sessions.getOrDefault(address, List.of()).forEach(session -> own.add(session(session)));
            routes += nextHops.destinations(address);
        }
        return new Member(
                node.name(),
                NODE,
                node.addresses().stream().map(IpAddress::toString).toList(),
                node.asNumber().value(),
                text(node.clusterId()),
                self,
                node.meshed(),
                node.peers().stream().limit(PLANNED).toList(),
                node.peers().size(),
                own,
                routes);
    }

    private static Member self(String name, SpeakerConfig config) {
        return new Member(
                name.isEmpty() ? config.local().identifier().toString() : name,
                NODE,
                List.of(),
                config.local().asNumber().value(),
                null,
                true,
                false,
                List.of(),
                0,
                List.of(),
                0);
    }

    private static Member peer(
            IpAddress address, List<SessionStatus> sessions, @Nullable RouteReflector reflector, int routes) {
        SessionStatus first = sessions.get(0);
        return new Member(
                first.peer().id().name(),
                PEER,
                List.of(address.toString()),
                first.peer().remote().asNumber().value(),
                reflector == null ? null : text(reflector.clusterId()),
                false,
                false,
                List.of(),
                0,
                sessions.stream().map(ClusterReports::session).toList(),
                routes);
    }

    private static ClusterReport.Session session(SessionStatus session) {
        String error = session.lastError().isEmpty() ? session.lastDown() : session.lastError();
        boolean up = session.state() == FsmState.ESTABLISHED;
        return new ClusterReport.Session(
                session.peer().id().name(),
                session.peer().remote().address().toString(),
                session.state().toString(),
                session.enabled(),
                session.inState().toSeconds(),
                up || error.isEmpty() ? null : error);
    }

    private static @Nullable String text(@Nullable BgpIdentifier identifier) {
        return identifier == null ? null : identifier.toString();
    }
}
