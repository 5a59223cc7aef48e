package io.nightjar.daemon.bird;

import io.nightjar.bgp.capability.AddPathCapability;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.EnhancedRouteRefreshCapability;
import io.nightjar.bgp.capability.ExtendedMessageCapability;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.capability.RouteRefreshCapability;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.daemon.bird.BirdProtocol.Session;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.IdleHoldCause;
import io.nightjar.fsm.session.SessionStatus;
import java.util.StringJoiner;

/** Sessions in BIRD's words. */
final class SessionWords {

    private static final int HIGHEST_TTL = 255;

    private SessionWords() {}

    /** The state of the protocol. */
    static String protocolState(Session session) {
        SessionStatus status = session.status();
        if (!status.enabled()) {
            return "down";
        } else if (status.negotiated() == null) {
            return "start";
        }
        return session.held() ? "wait" : "up";
    }

    /** The state of the session; BIRD says Active where RFC 4271 rests in Idle before it dials. */
    static String bgpState(SessionStatus status) {
        boolean waits = status.state() == FsmState.ACTIVE
                || (status.state() == FsmState.IDLE && !status.idleHold().refusesConnections());
        if (!status.enabled()) {
            return "Down";
        } else if (waits && status.peer().passive()) {
            return "Passive";
        }
        boolean delayed = status.state() == FsmState.IDLE && status.idleHold() == IdleHoldCause.CONNECT_DELAY;
        return (delayed ? FsmState.ACTIVE : status.state()).toString();
    }

    /** What keeps the session from being there; empty if nothing does, or if it was wanted so. */
    static String lastError(SessionStatus status) {
        return BirdErrors.of(status.lastError());
    }

    /** State and error; of a session that nobody wants only the latter. */
    static String info(Session session) {
        SessionStatus status = session.status();
        String error = lastError(status);
        return status.enabled()
                ? new Columns().left(bgpState(status), 14).add(error).toString()
                : error;
    }

    /** What the peer says that it can, as far as this family is concerned. */
    static String capabilities(NegotiatedSession session, AddressFamily family) {
        Capabilities theirs = session.peerCapabilities();
        StringJoiner words = new StringJoiner(" ");
        add(words, theirs.contains(RouteRefreshCapability.CODE), "refresh");
        add(words, theirs.contains(EnhancedRouteRefreshCapability.CODE), "enhanced-refresh");
        theirs.findLast(GracefulRestartCapability.class)
                .ifPresent(restart -> words.add(restart.covers(family) ? "restart-able" : "restart-aware"));
        theirs.findLast(LongLivedGracefulRestartCapability.class)
                .ifPresent(lasting -> words.add(covers(lasting, family) ? "llgr-able" : "llgr-aware"));
        add(words, theirs.contains(FourOctetAsCapability.CODE), "AS4");
        theirs.findLast(AddPathCapability.class).ifPresent(paths -> {
            add(words, paths.receive().contains(family), "add-path-rx");
            add(words, paths.send().contains(family), "add-path-tx");
        });
        add(words, theirs.contains(ExtendedMessageCapability.CODE), "ext-messages");
        return words.toString();
    }

    private static boolean covers(LongLivedGracefulRestartCapability lasting, AddressFamily family) {
        return lasting.families().stream().anyMatch(entry -> entry.family().equals(family));
    }

    /** What the session is like. */
    static String features(Session session, NegotiatedSession negotiated, AddressFamily family) {
        CodecContext codec = negotiated.codec();
        StringJoiner words = new StringJoiner(" ");
        words.add(codec.peerType() == PeerType.INTERNAL ? "internal" : "external");
        add(words, isMultihop(session.status().peer().transport()), "multihop");
        add(words, session.policy().clientClusterId() != null, "route-reflector");
        add(words, codec.fourOctetAs(), "AS4");
        add(words, codec.addPathReceive().contains(family), "add-path-rx");
        add(words, codec.addPathSend().contains(family), "add-path-tx");
        add(words, codec.maxMessageLength() > CodecContext.STANDARD_MESSAGE_LENGTH, "ext-messages");
        return words.toString();
    }

    private static boolean isMultihop(PeerTransport transport) {
        return transport.ttlSecurity() ? transport.minTtl() < HIGHEST_TTL : transport.sendTtl() > 1;
    }

    private static void add(StringJoiner words, boolean said, String word) {
        if (said) {
            words.add(word);
        }
    }
}
