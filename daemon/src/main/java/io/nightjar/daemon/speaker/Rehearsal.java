package io.nightjar.daemon.speaker;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.DecodedMessage;
import io.nightjar.bgp.codec.MessageBlock;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.codec.UpdateEncoder;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.reflector.ReflectionRules;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.PeerOutput;
import io.nightjar.rib.RibListener;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.engine.RibEngine;
import io.nightjar.rib.policy.RoutePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Java compile the way of a route before there is one. The first routes of a process would be interpreted, which takes several
 * times as long, and to a reflector that has just begun all clients come at once. So a small reflector of its own passes routes on among
 * made-up clients, from octets to octets, and to a kernel that is made up as well; nothing of that can be seen but the processor's time. It ends after a while, and at once when
 * a peer's route is there.
 */
final class Rehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    private static final Duration LONGEST = Duration.ofMillis(800);

    private static final int CLIENTS = 20;
    private static final int BLOCKS = 5;
    private static final int BLOCK_LENGTH = 26;
    private static final int FIRST_BLOCK = 0xc6120000; // 198.18.0.0/15 is for benchmarks (RFC 2544)
    private static final int FIRST_ADDRESS = 0xc0000200; // 192.0.2.0/24 is for documentation (RFC 5737)
    private static final int HOLD_SECONDS = 240;
    private static final int KEEPALIVE_SECONDS = 80;
    private static final int BGP_PORT = 179;
    private static final AsNumber AS = AsNumber.of(64512);
    private static final BgpIdentifier OURS = new BgpIdentifier(FIRST_ADDRESS);
    private static final AddressFamily FAMILY = AddressFamily.IPV4_UNICAST;
    private static final CodecContext CONTEXT = CodecContext.standard(PeerType.INTERNAL, true, Set.of(FAMILY));

    private final NanoClock clock;
    private volatile boolean over;

    Rehearsal(NanoClock clock) {
        this.clock = clock;
    }

    /** Begins on a thread of its own, if that is wanted. */
    void beginIf(boolean wanted) {
        if (!wanted) {
            return;
        }
        Thread thread = new Thread(() -> LOG.debug("rehearsed {} times", play()), "rehearsal");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((ended, fault) -> LOG.error("the rehearsal has failed", fault));
        thread.start();
    }

    /** With the first route of a peer it is over. The table's thread. */
    void bestPathsChanged(List<BestPathChange> changes) {
        if (!over) {
            over = changes.stream()
                    .anyMatch(change -> change.now() != null
                            && change.now().route().source().peer() != null);
        }
    }

    /** Plays until it is over; says how often. */
    long play() {
        long begin = clock.nanoTime();
        Stage stage = new Stage(new RehearsedKernel(clock));
        long scenes = 0;
        while (!over && clock.nanoTime() - begin < LONGEST.toNanos()) {
            stage.play(scenes++);
        }
        return scenes;
    }

    /** The made-up clients around a table. */
    static final class Stage implements PeerOutput {

        private final RibEngine engine;
        private final MessageCodec codec = new MessageCodec();
        private final UpdateEncoder encoder = new UpdateEncoder(CONTEXT);
        private final List<PeerId> clients = new ArrayList<>();
        private long octets;

        Stage(RibListener kernel) {
            engine = new RibEngine(ReflectionRules.rules(), RehearsedKernel.NEIGHBORS, kernel);
            for (int i = 1; i <= CLIENTS; i++) {
                NegotiatedSession session = session(i);
                PeerPolicy policy = new PeerPolicy(
                        RoutePolicy.ACCEPT_ALL, RoutePolicy.ACCEPT_ALL, PeerPolicy.NextHopMode.AUTO, OURS);
                clients.add(session.peer());
                engine.apply(new RibCommand.PeerUp(session, policy, this));
                engine.settle();
            }
        }

        private static NegotiatedSession session(int number) {
            Ipv4Address address = new Ipv4Address(FIRST_ADDRESS + number);
            PeerConfig config = new PeerConfig(
                    new PeerId("rehearsal" + number),
                    new PeerConfig.Remote(address, BGP_PORT, AS),
                    new PeerConfig.Local(new Ipv4Address(FIRST_ADDRESS), AS, OURS),
                    Set.of(FAMILY),
                    false,
                    PeerTimers.CALICO,
                    PeerFeatures.NONE,
                    PeerTransport.DEFAULT);
            return new NegotiatedSession(
                    config,
                    new BgpIdentifier(FIRST_ADDRESS + number),
                    new Ipv4Address(FIRST_ADDRESS),
                    Capabilities.NONE,
                    CONTEXT,
                    new NegotiatedSession.Times(HOLD_SECONDS, KEEPALIVE_SECONDS));
        }

        /** All clients announce their blocks, or something else about them, or that they are gone. */
        void play(long scene) {
            for (int i = 0; i < clients.size(); i++) {
                List<Nlri> blocks = blocks(i);
                List<byte[]> messages = scene % 4 == 3
                        ? encoder.withdraw(FAMILY, blocks)
                        : encoder.announce(FAMILY, attributes(i, scene), blocks);
                for (byte[] message : messages) {
                    receive(clients.get(i), Unpooled.wrappedBuffer(message));
                }
                if (i % 4 == 0) {
                    engine.settle();
                }
            }
            engine.settle();
        }

        private static List<Nlri> blocks(int client) {
            List<Nlri> blocks = new ArrayList<>(BLOCKS);
            for (int i = 0; i < BLOCKS; i++) {
                int number = client * BLOCKS + i;
                blocks.add(Nlri.of(new Prefix(new Ipv4Address(FIRST_BLOCK + (number << 6)), BLOCK_LENGTH)));
            }
            return blocks;
        }

        private static PathAttributes attributes(int client, long scene) {
            return PathAttributes.of(
                    Origin.IGP,
                    AsPath.EMPTY,
                    new NextHop(new Ipv4Address(FIRST_ADDRESS + 1 + client)),
                    new LocalPref(100 + scene % 2));
        }

        private void receive(PeerId client, ByteBuf frame) {
            try {
                DecodedMessage decoded = codec.decode(frame, CONTEXT);
                engine.apply(new RibCommand.UpdateReceived(client, (UpdateMessage) decoded.message()));
            } catch (BgpProtocolException e) {
                throw new IllegalStateException("what we have written cannot be read", e);
            }
        }

        /** How much the clients were told. */
        long octets() {
            return octets;
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void send(List<byte[]> messages) {
            octets += MessageBlock.of(messages).octets().length;
        }

        @Override
        public void pauseReading() {
            throw new IllegalStateException("nothing is read that could be paused");
        }

        @Override
        public void resumeReading() {
            throw new IllegalStateException("nothing is read that could be resumed");
        }

        @Override
        public void end(NotificationMessage notification, @Nullable Duration startAgainAfter) {
            throw new IllegalStateException("ended: " + notification);
        }
    }
}
