package io.nightjar.daemon.speaker;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.plan.LocalInputs;
import io.nightjar.calico.plan.Plan;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.store.KeyValueView;
import io.nightjar.fsm.SessionEnd;
import io.nightjar.fsm.session.EstablishedSession;
import io.nightjar.reflector.ReflectionRules;
import io.nightjar.rib.RibListener;
import io.nightjar.rib.RibView;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.ListenEndpoint;
import io.nightjar.rib.config.NeighborRange;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.engine.RibEngine;
import io.nightjar.rib.engine.RibLoop;
import io.nightjar.rib.engine.TurnListener;
import io.nightjar.rib.nexthop.NextHopResolver;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A speaker of a node of Calico with everything but a network, a kernel and a datastore: the real builder, planner, reconfigurer,
 * bridge and table. A session is established as soon as it is wanted, and its peer announces one route of its own and one that
 * others have as well. Used by one thread.
 */
public final class DrySpeaker implements AutoCloseable {

    private static final Prefix COMMON_IPV4 = Prefix.parse("172.31.0.0/16");

    private static final Prefix COMMON_IPV6 = Prefix.parse("fd99::/32");

    /** Destinations that all peers of a family announce. */
    static final Set<Prefix> COMMON = Set.of(COMMON_IPV4, COMMON_IPV6);

    private final ClusterStateBuilder states = new ClusterStateBuilder();

    private final SpeakerPlanner planner;

    private final RibLoop table = new RibLoop(
            new RibEngine(ReflectionRules.rules(), NextHopResolver.NO_FORWARDING, RibListener.NONE),
            4096,
            System::nanoTime,
            TurnListener.NONE,
            (thread, fault) -> {
                throw new AssertionError(fault);
            });

    private final FakeOutlook outlook = new FakeOutlook();

    private final SessionBridge bridge = new SessionBridge(table, new NobodyWaits(), outlook::after);

    private final Map<PeerId, DrySession> sessions = new TreeMap<>();

    private final Set<PeerId> touched = new HashSet<>();

    private KernelConfig kernel = KernelConfig.OFF;

    private List<ListenEndpoint> listening = List.of();

    private final Reconfigurer reconfigurer = new Reconfigurer(
            new DrySessions(),
            new Reconfigurer.TableSettings(
                    bridge::policiesChanged,
                    config -> table.submit(new RibCommand.Originate(config.originated())),
                    wanted -> kernel = wanted),
            outlook);

    /** A speaker that has not seen a datastore yet. */
    public DrySpeaker(String node) {
        planner = new SpeakerPlanner(PlanSettings.of(node));
        table.start();
    }

    /** Takes what the datastore shows into force, without waiting for the table. */
    public void show(KeyValueView view) {
        show(view, LocalInputs.NONE);
    }

    /** The same, and the node's own files say this. */
    void show(KeyValueView view, LocalInputs files) {
        ClusterState state = states.update(view);
        if (planner.plan(state, files) instanceof Plan.Ready ready) {
            reconfigurer.apply(ready.config());
        }
    }

    /** Waits until the table has done everything. */
    public void settle() {
        query(view -> true);
    }

    /** How many sessions there are. */
    public int sessions() {
        return sessions.size();
    }

    /** How many sessions have been added, restarted or removed since the last call. */
    public int touchedSessions() {
        int count = touched.size();
        touched.clear();
        return count;
    }

    Set<PeerId> touched() {
        return Set.copyOf(touched);
    }

    /** How many octets each session has been sent since the last call. */
    Map<PeerId, Long> sent() {
        settle();
        Map<PeerId, Long> octets = new TreeMap<>();
        sessions.forEach((peer, session) -> octets.put(peer, session.octets.getAndSet(0)));
        return octets;
    }

    /** Lets those go that others have had the time to take over from. */
    public void passTime() {
        outlook.passDeadlines();
    }

    SpeakerConfig inForce() {
        return reconfigurer.inForce();
    }

    PolicyDirectory policies() {
        return reconfigurer.policies();
    }

    KernelConfig kernel() {
        return kernel;
    }

    List<ListenEndpoint> listening() {
        return listening;
    }

    /** The peers as their sessions know them. */
    Map<PeerId, PeerConfig> peers() {
        Map<PeerId, PeerConfig> peers = new TreeMap<>();
        sessions.forEach((peer, session) -> peers.put(peer, session.negotiated.config()));
        return peers;
    }

    <T> T query(Function<RibView, T> question) {
        return table.query(question).join();
    }

    @Override
    public void close() {
        table.close();
    }

    private final class DrySessions implements Sessions {

        @Override
        public void listen(List<ListenEndpoint> endpoints) {
            listening = endpoints;
        }

        @Override
        public void add(PeerConfig peer) {
            touched.add(peer.id());
            DrySession session = new DrySession(negotiated(peer));
            if (sessions.put(peer.id(), session) != null) {
                throw new AssertionError(peer.id() + " is there already");
            }
        }

        @Override
        public void start(PeerId id) {
            DrySession session = Objects.requireNonNull(sessions.get(id));
            PeerConfig peer = session.negotiated().config();
            bridge.sessionUp(session);
            peer.families().forEach(family -> bridge.updateReceived(session, announcement(peer, family), List.of()));
        }

        @Override
        public void replace(PeerConfig peer) {
            remove(peer.id());
            add(peer);
            start(peer.id());
        }

        @Override
        public void remove(PeerId peer) {
            touched.add(peer);
            DrySession session = sessions.remove(peer);
            if (session == null) {
                throw new AssertionError(peer + " is not there");
            }
            bridge.sessionDown(session, new SessionEnd(SessionEnd.Cause.CEASE_SENT, "removed", false));
        }

        @Override
        public void addRange(NeighborRange range, BgpIdentifier identifier) {
            throw new AssertionError("Calico has no ranges");
        }

        @Override
        public void removeRange(Prefix network) {
            throw new AssertionError("Calico has no ranges");
        }
    }

    private static NegotiatedSession negotiated(PeerConfig peer) {
        IpAddress local = peer.local().address();
        boolean four = peer.remote().address().afi().equals(Afi.IPV4);
        CodecContext codec = CodecContext.standard(
                peer.remote().asNumber().equals(peer.local().asNumber()) ? PeerType.INTERNAL : PeerType.EXTERNAL,
                true,
                peer.families());
        return new NegotiatedSession(
                peer,
                new BgpIdentifier(peer.remote().address().hashCode()),
                local == null ? IpAddress.parse(four ? "10.255.255.1" : "fd00:ffff::1") : local,
                Capabilities.NONE,
                codec,
                new NegotiatedSession.Times(240, 80));
    }

    private static UpdateMessage announcement(PeerConfig peer, AddressFamily family) {
        IpAddress address = peer.remote().address();
        boolean internal = peer.remote().asNumber().equals(peer.local().asNumber());
        PathAttributes attributes = PathAttributes.of(
                Origin.IGP,
                internal ? AsPath.EMPTY : AsPath.sequence(peer.remote().asNumber()),
                new LocalPref(100));
        if (family.afi().equals(Afi.IPV4)) {
            List<Nlri> routes = List.of(Nlri.of(Prefix.host(address)), Nlri.of(COMMON_IPV4));
            return new UpdateMessage(List.of(), attributes.with(new NextHop(address)), routes);
        }
        List<Nlri> routes = List.of(Nlri.of(Prefix.host(address)), Nlri.of(COMMON_IPV6));
        return new UpdateMessage(List.of(), attributes.with(new MpReachNlri(family, address, null, routes)), List.of());
    }

    /** A session whose octets are counted. */
    private static final class DrySession implements EstablishedSession {

        private final NegotiatedSession negotiated;

        private final AtomicLong octets = new AtomicLong();

        DrySession(NegotiatedSession negotiated) {
            this.negotiated = negotiated;
        }

        @Override
        public NegotiatedSession negotiated() {
            return negotiated;
        }

        @Override
        public void send(List<byte[]> messages) {
            messages.forEach(message -> octets.addAndGet(message.length));
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void pauseReading() {}

        @Override
        public void resumeReading() {}

        @Override
        public void end(NotificationMessage notification, @Nullable Duration startAgainAfter) {
            throw new AssertionError(negotiated.peer() + " is ended by the table: " + notification);
        }
    }

    /** After a start that nobody has to wait for. */
    private static final class NobodyWaits implements SessionBridge.Waiting {

        private final Set<PeerId> peers = ConcurrentHashMap.newKeySet();

        @Override
        public void excuse(PeerId peer) {
            peers.add(peer);
        }

        @Override
        public void speaks(NegotiatedSession session) {
            peers.add(session.peer());
        }

        @Override
        public void promisesNothing(PeerId peer) {
            peers.add(peer);
        }
    }
}
