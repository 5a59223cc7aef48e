package io.nightjar.conformance.sim;

import io.nightjar.bgp.error.CeaseSubcode;
import io.nightjar.bgp.message.ShutdownCommunication;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.speaker.Sessions;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.RestartState;
import io.nightjar.fsm.SessionSettings;
import io.nightjar.fsm.session.Connector;
import io.nightjar.fsm.session.MessageTotals;
import io.nightjar.fsm.session.SessionDriver;
import io.nightjar.fsm.session.SessionListener;
import io.nightjar.fsm.session.SessionPorts;
import io.nightjar.fsm.session.TimerJitter;
import io.nightjar.rib.config.ListenEndpoint;
import io.nightjar.rib.config.NeighborRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The sessions of a process: real drivers over simulated connections and timers. */
final class SimulatedSessions implements Sessions {

    private final SpeakerProcess process;
    private final SessionListener listener;
    private final RestartState restart;
    private final Connector connector;
    private final TimerJitter jitter;
    private final MessageTotals totals = new MessageTotals();
    private final Map<PeerId, Peer> peers = new TreeMap<>();
    private final List<Peer> inOrder = new ArrayList<>();
    private final List<Peer> changed = new ArrayList<>();
    private final Map<IpAddress, List<Peer>> byAddress = new HashMap<>();
    private List<ListenEndpoint> listening = List.of();
    private int established;

    SimulatedSessions(SpeakerProcess process, Connector connector, SessionListener listener, RestartState restart) {
        this.process = process;
        this.connector = connector;
        this.listener = listener;
        this.restart = restart;
        jitter = new TimerJitter(process.random());
    }

    /** A peer with its driver, and the timers of those of its connections that have any running. */
    static final class Peer {

        private final List<SimulatedTimers> timers = new ArrayList<>(1);
        private PeerConfig config;
        private final SessionDriver driver;
        private boolean established;
        private boolean isChanged;

        private Peer(PeerConfig config, Function<Peer, SessionPorts> ports) {
            this.config = config;
            driver = SessionDriver.permanent(ports.apply(this), SessionSettings.of(config));
        }

        /** Whether there is a session. */
        boolean isEstablished() {
            return established;
        }

        PeerId id() {
            return config.id();
        }

        PeerConfig config() {
            return config;
        }

        SessionDriver driver() {
            return driver;
        }

        /** The timers of each of its connections that has any running. */
        List<SimulatedTimers> timers() {
            return timers;
        }

        private IpAddress address() {
            return config.remote().address();
        }
    }

    @Override
    public void listen(List<ListenEndpoint> endpoints) {
        listening = endpoints;
    }

    boolean listensAt(int port) {
        return listening.stream().anyMatch(endpoint -> endpoint.port() == port);
    }

    @Override
    public void add(PeerConfig config) {
        Peer peer = new Peer(config, this::ports);
        if (peers.put(config.id(), peer) != null) {
            throw new IllegalStateException(config.id() + " is there already");
        }
        inOrder.add(peer);
        index(peer);
    }

    @Override
    public void start(PeerId id) {
        process.inLoop(known(id).driver::start);
    }

    private SessionPorts ports(Peer peer) {
        Runnable changed = () -> changed(peer);
        return new SessionPorts(
                process.loop(),
                connector,
                () -> new SimulatedTimers(process, peer.timers, changed),
                listener,
                process.clock(),
                jitter,
                restart,
                totals);
    }

    private void index(Peer peer) {
        List<Peer> there = byAddress.computeIfAbsent(peer.address(), address -> new ArrayList<>(1));
        there.add(peer);
        there.sort(Comparator.comparing(Peer::id));
    }

    private void unindex(Peer peer) {
        byAddress.getOrDefault(peer.address(), List.of()).remove(peer);
    }

    @Override
    public void replace(PeerConfig config) {
        Peer peer = known(config.id());
        unindex(peer);
        peer.config = config;
        index(peer);
        process.inLoop(() -> peer.driver.reconfigure(config));
    }

    private Peer known(PeerId id) {
        Peer peer = peers.get(id);
        if (peer == null) {
            throw new IllegalStateException("there is no peer named " + id);
        }
        return peer;
    }

    @Override
    public void remove(PeerId id) {
        Peer peer = known(id);
        peers.remove(id);
        inOrder.remove(peer);
        established -= peer.established ? 1 : 0;
        unindex(peer);
        process.inLoop(() -> peer.driver.stop(ShutdownCommunication.cease(CeaseSubcode.PEER_DE_CONFIGURED, "")));
        // Nothing of it may go on; it is looked at a last time.
        changed(peer);
    }

    @Override
    public void addRange(NeighborRange range, BgpIdentifier identifier) {
        throw new IllegalStateException("Calico has no ranges");
    }

    @Override
    public void removeRange(Prefix network) {
        throw new IllegalStateException("Calico has no ranges");
    }

    /** Somebody has dialled us. */
    void accept(WireEnd end) {
        List<Peer> there = byAddress.getOrDefault(end.remoteAddress(), List.of());
        if (there.isEmpty()) {
            end.abort();
        } else {
            Peer peer = there.stream()
                    .filter(each ->
                            end.localAddress().equals(each.config.local().address()))
                    .findFirst()
                    .orElse(there.get(0));
            peer.driver.accept(end);
        }
    }

    /** Ends all sessions as a process does that is to be started again: those keep quiet whose peers keep our routes. */
    void stopForRestart() {
        for (Peer peer : List.copyOf(peers.values())) {
            if (keepsOurRoutes(peer)) {
                peer.driver.stopSilently();
            } else {
                stop(peer);
            }
        }
    }

    /** Ends all sessions as a process does that does not come back. */
    void stopForGood() {
        List.copyOf(peers.values()).forEach(SimulatedSessions::stop);
    }

    private static void stop(Peer peer) {
        peer.driver.stop(ShutdownCommunication.cease(CeaseSubcode.ADMINISTRATIVE_SHUTDOWN, ""));
    }

    private static boolean keepsOurRoutes(Peer peer) {
        NegotiatedSession session = peer.driver.status().negotiated();
        return session != null
                && session.features().gracefulRestart() != null
                && session.config().features().gracefulRestart().mode() == GracefulRestartSettings.Mode.ON;
    }

    /** A peer is in another state now. */
    void changed(PeerId id, FsmState state) {
        Peer peer = peers.get(id);
        if (peer != null) {
            boolean now = state == FsmState.ESTABLISHED;
            established += (now ? 1 : 0) - (peer.established ? 1 : 0);
            peer.established = now;
            changed(peer);
        }
    }

    /** The state or the timers of a peer are other ones now. */
    private void changed(Peer peer) {
        if (!peer.isChanged) {
            peer.isChanged = true;
            changed.add(peer);
        }
    }

    /** How many sessions are established. */
    int established() {
        return established;
    }

    /** Those whose state or timers have become other ones since the last time. */
    List<Peer> takeChanged() {
        if (changed.isEmpty()) {
            return List.of();
        }
        List<Peer> taken = List.copyOf(changed);
        changed.clear();
        taken.forEach(peer -> peer.isChanged = false);
        return taken;
    }

    /** All peers, in the order of their coming. */
    List<Peer> peers() {
        return inOrder;
    }
}
