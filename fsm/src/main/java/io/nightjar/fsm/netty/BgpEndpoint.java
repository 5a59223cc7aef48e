package io.nightjar.fsm.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.nightjar.bgp.error.CeaseSubcode;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.ShutdownCommunication;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.bgp.peer.TcpPassword;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.fsm.SessionSettings;
import io.nightjar.fsm.session.LogBudget;
import io.nightjar.fsm.session.MessageTotals;
import io.nightjar.fsm.session.PeerLifetime;
import io.nightjar.fsm.session.SessionDriver;
import io.nightjar.fsm.session.SessionListener;
import io.nightjar.fsm.session.SessionPorts;
import io.nightjar.fsm.session.SessionStatus;
import io.nightjar.fsm.session.TimerJitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The speaker's end of all its sessions. All methods may be called from any thread but the event loops; those that change
 * something come from one thread, the one that applies the configuration, and take effect soon after they return.
 */
public final class BgpEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BgpEndpoint.class);

    /** The increment of SplitMix64, which gives each peer a seed of its own. */
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private static final int SHUTDOWN_MILLIS = NettyConnection.LINGER_MILLIS + 500;

    private final EndpointSettings settings;
    private final SessionListener listener;
    private final NanoClock clock;
    private final AtomicLong seeds;
    private final EventLoopGroup loops;
    private final PeerLoops peerLoops;
    private final OpenChannels open = new OpenChannels();
    private final StrangerLog strangers;
    private final LogBudget rangeLog;
    private final Neighborhood neighborhood = new Neighborhood(this::newRangePeer);
    private final Map<ListenAddress, NettyListener> listeners = new ConcurrentSkipListMap<>();
    private final KeyRing keys = new KeyRing();
    private final MessageTotals messages = new MessageTotals();
    private final AtomicBoolean closed = new AtomicBoolean();

    public BgpEndpoint(EndpointSettings settings, SessionListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.clock = settings.clock();
        this.seeds = new AtomicLong(settings.random().nextLong());
        this.loops = settings.transport().newGroup(settings.threads());
        this.peerLoops = new PeerLoops(loops);
        this.strangers = new StrangerLog(clock);
        this.rangeLog = LogBudget.ofRanges(clock);
    }

    /**
     * Listens exactly at {@code wanted} from now on. Add the peers first: who connects before it is known is sent away.
     *
     * @return completes when each new listener has tried once, whatever came of it
     */
    public CompletableFuture<Void> listen(List<ListenAddress> wanted) {
        for (ListenAddress address : Set.copyOf(listeners.keySet())) {
            if (!wanted.contains(address)) {
                Objects.requireNonNull(listeners.remove(address)).close();
            }
        }
        List<CompletableFuture<Void>> tries = new ArrayList<>();
        for (ListenAddress address : wanted) {
            if (!listeners.containsKey(address)) {
                NettyListener added = new NettyListener(
                        address, settings.transport(), loops.next(), this::accepted, this::keyRefused);
                added.useKeys(keys.keys());
                listeners.put(address, added);
                tries.add(added.open());
            }
        }
        return CompletableFuture.allOf(tries.toArray(CompletableFuture<?>[]::new));
    }

    /** How the listeners are doing. */
    public List<ListenerStatus> listeners() {
        return listeners.values().stream().map(NettyListener::status).toList();
    }

    /**
     * Adds a peer and starts its session.
     *
     * @throws IllegalArgumentException if there is a peer with this name
     */
    public void add(PeerConfig config) {
        file(config);
        start(config.id());
    }

    /**
     * Adds a peer whose session begins with {@link #start}, or with the first connection that it makes.
     *
     * @throws IllegalArgumentException if there is a peer with this name
     */
    public void file(PeerConfig config) {
        BoundPeer peer = newPeer(config);
        if (!neighborhood.add(peer)) {
            throw new IllegalArgumentException("there is a peer named " + config.id());
        }
        keysChanged(keys.peer(config));
    }

    /** Starts the session of a peer that has been filed, soon. */
    public void start(PeerId id) {
        peerLoops.start(known(id));
    }

    /** Listeners know new keys before a peer is dialled, and connections made before are refused. */
    private void keysChanged(boolean changed) {
        if (changed) {
            Map<Prefix, TcpPassword> all = keys.keys();
            listeners.values().forEach(each -> each.useKeys(all));
        }
    }

    /** The peer cannot be accepted, all others can. */
    private void keyRefused(Prefix network, String why) {
        List<BoundPeer> peers = network.isHost() ? neighborhood.at(network.address()) : List.of();
        LOG.error("{}: {}", peers.isEmpty() ? network : peers.get(0).id(), why);
        peers.forEach(peer -> peer.tell(driver -> driver.complain(why)));
    }

    /**
     * Gives a peer another configuration: its session restarts with Cease/Other Configuration Change.
     *
     * @throws IllegalArgumentException if there is no peer with this name
     */
    public void replace(PeerConfig config) {
        BoundPeer peer = known(config.id());
        neighborhood.unindex(peer, peer.remoteAddress());
        keysChanged(keys.peer(config));
        peer.reconfigure(config);
        neighborhood.index(peer);
    }

    /** Removes a peer, with Cease/Peer De-configured; does nothing if there is none with this name. */
    public void remove(PeerId id) {
        neighborhood.find(id).ifPresent(this::remove);
        keysChanged(keys.forget(id));
    }

    private void remove(BoundPeer peer) {
        peerLoops.leave(peer);
        neighborhood.remove(peer);
    }

    /** Accepts connections from a network, or changes what is made of them; sessions that exist stay. */
    public void addRange(PeerRange range) {
        keysChanged(keys.range(range.network(), range.password()));
        neighborhood.addRange(range);
    }

    /** Accepts no more connections from a network, and removes the peers that it has brought. */
    public void removeRange(Prefix network) {
        neighborhood.removeRange(network).forEach(this::remove);
        keysChanged(keys.range(network, null));
    }

    /** Wants a session again after {@link #disable}. */
    public void enable(PeerId id) {
        known(id).tell(SessionDriver::start);
    }

    /**
     * Wants no session with a peer, with Cease/Administrative Shutdown; its connections are refused.
     *
     * @param why words for the peer's operator (RFC 9003); may be empty
     */
    public void disable(PeerId id, String why) {
        NotificationMessage cease = ShutdownCommunication.cease(CeaseSubcode.ADMINISTRATIVE_SHUTDOWN, why);
        known(id).tell(driver -> driver.stop(cease));
    }

    /**
     * Restarts a session with Cease/Administrative Reset.
     *
     * @param why words for the peer's operator (RFC 9003); may be empty
     */
    public void restart(PeerId id, String why) {
        NotificationMessage cease = ShutdownCommunication.cease(CeaseSubcode.ADMINISTRATIVE_RESET, why);
        known(id).tell(driver -> driver.restart(cease));
    }

    private BoundPeer known(PeerId id) {
        return neighborhood.find(id).orElseThrow(() -> new IllegalArgumentException("there is no peer named " + id));
    }

    /** How all peers are doing, sorted by name. */
    public List<SessionStatus> status() {
        return neighborhood.all().stream().map(BoundPeer::status).toList();
    }

    /** Completed when each event loop has been round once more. */
    public CompletableFuture<Void> pass() {
        List<CompletableFuture<Void>> passes = new ArrayList<>();
        loops.forEach(loop -> passes.add(CompletableFuture.runAsync(() -> {}, loop)));
        return CompletableFuture.allOf(passes.toArray(CompletableFuture<?>[]::new));
    }

    /** The messages of all peers since the start. */
    public MessageTotals messages() {
        return messages;
    }

    /** How one peer is doing, if there is such a peer. */
    public Optional<SessionStatus> status(PeerId id) {
        return neighborhood.find(id).map(BoundPeer::status);
    }

    /** How the peer is doing that has this name now. */
    public Optional<SessionStatus> named(String name) {
        return neighborhood.named(name).map(BoundPeer::status);
    }

    /** Which peer has this name now; if none has, an identity that no peer has. */
    public PeerId identity(String name) {
        return named(name).map(status -> status.peer().id()).orElseGet(() -> new PeerId(name));
    }

    /** Ends all sessions with Cease/Administrative Shutdown. */
    @Override
    public void close() {
        close(ShutdownMode.CEASE, "");
    }

    /**
     * Ends all sessions, waits for the last words to be heard (a few seconds at most), and stops the event loops.
     *
     * @param why words for the peers' operators (RFC 9003); may be empty
     */
    public void close(ShutdownMode mode, String why) {
        if (closed.getAndSet(true)) {
            return;
        }
        listeners.values().forEach(NettyListener::close);
        listeners.clear();
        CompletableFuture<?>[] stops = neighborhood.all().stream()
                .map(peer -> peer.ask(driver -> stop(driver, mode, why)))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(stops)
                .thenCompose(stopped -> open.whenClosed())
                .completeOnTimeout(null, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static void stop(SessionDriver driver, ShutdownMode mode, String why) {
        switch (mode) {
            case CEASE -> driver.stop(ShutdownCommunication.cease(CeaseSubcode.ADMINISTRATIVE_SHUTDOWN, why));
            case SILENT -> driver.stopSilently();
            case GRACEFUL -> stop(driver, keepsOurRoutes(driver) ? ShutdownMode.SILENT : ShutdownMode.CEASE, why);
        }
    }

    private static boolean keepsOurRoutes(SessionDriver driver) {
        NegotiatedSession session = driver.status().negotiated();
        return session != null
                && session.features().gracefulRestart() != null
                && session.config().features().gracefulRestart().mode() == GracefulRestartSettings.Mode.ON;
    }

    private void accepted(Channel channel) {
        IpAddress remote = SocketAddresses.ipOf(channel.remoteAddress());
        Optional<BoundPeer> peer = neighborhood.lookup(remote, SocketAddresses.ipOf(channel.localAddress()));
        if (peer.isEmpty()) {
            refuse(channel, remote, "unknown address");
            return;
        }
        PeerTransport transport = peer.get().config().transport();
        String refusal = SocketOptions.refusal(channel, transport);
        if (refusal.isEmpty()) {
            refusal = SocketOptions.protect(channel, remote, transport);
        }
        if (!refusal.isEmpty()) {
            refuse(channel, remote, refusal);
            peer.get().tell(SessionDriver::retireIfUnused);
            return;
        }
        if (!peer.get().hasRoom()) {
            channel.unsafe().closeForcibly();
            return;
        }
        open.add(channel);
        SocketOptions.apply(channel, remote);
        peer.get().accept(channel);
    }

    private void refuse(Channel channel, IpAddress remote, String why) {
        strangers.refused(remote, why);
        channel.unsafe().closeForcibly();
    }

    private BoundPeer newPeer(PeerConfig config) {
        EventLoop loop = peerLoops.loopFor(config.id());
        SessionDriver driver = SessionDriver.permanent(ports(loop), SessionSettings.of(config));
        return new BoundPeer(loop, driver, config, null);
    }

    private BoundPeer newRangePeer(PeerRange range, IpAddress address) {
        PeerConfig config = range.peerAt(address);
        EventLoop loop = peerLoops.loopFor(config.id());
        RangePeerLifetime lifetime = new RangePeerLifetime();
        SessionDriver driver = SessionDriver.ephemeral(ports(loop), SessionSettings.of(config), lifetime);
        BoundPeer peer = new BoundPeer(loop, driver, config, range.network());
        lifetime.peer = peer;
        peer.tell(SessionDriver::start);
        return peer;
    }

    private SessionPorts ports(EventLoop loop) {
        SplittableRandom random = new SplittableRandom(seeds.getAndAdd(GOLDEN_GAMMA));
        return new SessionPorts(
                new EventLoopSessionLoop(loop),
                new NettyConnector(settings.transport(), loop, open),
                () -> new EventLoopTimers(loop, clock),
                listener,
                clock,
                new TimerJitter(random),
                settings.restart(),
                messages);
    }

    /** Takes a range's peer out of the neighbourhood when its last connection is gone. */
    private final class RangePeerLifetime implements PeerLifetime {

        private volatile @Nullable BoundPeer peer;

        @Override
        public void retired() {
            BoundPeer ended = peer;
            if (ended != null) {
                neighborhood.remove(ended);
            }
        }

        @Override
        public LogBudget logBudget() {
            return rangeLog;
        }

        @Override
        public boolean revived() {
            BoundPeer back = peer;
            return back != null && neighborhood.readmit(back);
        }
    }
}
