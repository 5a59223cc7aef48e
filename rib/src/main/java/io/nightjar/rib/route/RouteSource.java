package io.nightjar.rib.route;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a route came from. */
public sealed interface RouteSource {

    /** The peer that announced the route; null if there is none. */
    @Nullable
    PeerId peer();

    /** In which of the three ways. */
    Kind kind();

    /** Which of several sources goes before the others: the highest, in BIRD's numbers. */
    int preference();

    /** Whether a route from here takes the place of one from there, rather than standing beside it. */
    default boolean replaces(RouteSource other) {
        return preference() == other.preference() && Objects.equals(peer(), other.peer());
    }

    /** The ways in which a route gets into the table. */
    enum Kind {
        /** A peer announced it. */
        PEER,
        /** It starts here. */
        LOCAL,
        /** It was found in the kernel. */
        KERNEL
    }

    /**
     * The route starts here.
     *
     * @param origin where it was configured: a datastore key, or file and line
     */
    record Originated(String origin) implements RouteSource {

        @Override
        public @Nullable PeerId peer() {
            return null;
        }

        @Override
        public Kind kind() {
            return Kind.LOCAL;
        }

        @Override
        public int preference() {
            return 200;
        }
    }

    /**
     * The kernel has the route, and we have not put it there: somebody else has, or a device is connected to the destination.
     *
     * @param protocol the number of its owner: {@code rtm_protocol}
     * @param metric in the kernel; 0 when it has none
     * @param interfaceName through which packets leave; empty when there is none or several
     */
    record Learned(int protocol, long metric, String interfaceName) implements RouteSource {

        /** RTPROT_KERNEL: the destination is connected. */
        public static final int CONNECTED = 2;

        /** Whether a device is connected to the destination. */
        public boolean connected() {
            return protocol == CONNECTED;
        }

        @Override
        public @Nullable PeerId peer() {
            return null;
        }

        @Override
        public Kind kind() {
            return Kind.KERNEL;
        }

        @Override
        public int preference() {
            return connected() ? 240 : 10;
        }

        /** In the manner of {@code ip route}. */
        @Override
        public String toString() {
            return (interfaceName.isEmpty() ? "" : "dev " + interfaceName + " ") + "proto " + protocol
                    + (metric == 0 ? "" : " metric " + metric);
        }
    }

    /**
     * A peer announced the route.
     *
     * @param peer the session's name
     * @param type internal or external
     * @param asNumber the peer's autonomous system
     * @param identifier the peer's BGP identifier
     * @param address the peer's end of the connection
     * @param clientClusterId if the peer is our client (RFC 4456): our cluster id towards it; else null
     * @param preferredAbove a route with a higher LOCAL_PREF stands beside what starts here, and not after it
     */
    record FromPeer(
            PeerId peer,
            PeerType type,
            AsNumber asNumber,
            BgpIdentifier identifier,
            IpAddress address,
            @Nullable BgpIdentifier clientClusterId,
            long preferredAbove)
            implements RouteSource {

        /** No LOCAL_PREF is as high. */
        public static final long NEVER_PREFERRED = 0xffff_ffffL;

        /** A peer whose routes all come after what starts here. */
        public FromPeer(
                PeerId peer,
                PeerType type,
                AsNumber asNumber,
                BgpIdentifier identifier,
                IpAddress address,
                @Nullable BgpIdentifier clientClusterId) {
            this(peer, type, asNumber, identifier, address, clientClusterId, NEVER_PREFERRED);
        }

        /** The source of all routes that come over {@code session}. */
        public static FromPeer of(
                NegotiatedSession session, @Nullable BgpIdentifier clientClusterId, long preferredAbove) {
            return new FromPeer(
                    session.peer(),
                    session.codec().peerType(),
                    session.config().remote().asNumber(),
                    session.peerIdentifier(),
                    session.remoteAddress(),
                    clientClusterId,
                    preferredAbove);
        }

        @Override
        public Kind kind() {
            return Kind.PEER;
        }

        @Override
        public int preference() {
            return 100;
        }

        /** Whether the peer is in our autonomous system. */
        public boolean internal() {
            return type == PeerType.INTERNAL;
        }
    }
}
