package io.nightjar.daemon.explain;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.session.SessionStatus;
import io.nightjar.rib.PeerView;
import io.nightjar.rib.StaleReason;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.PrefixLimit;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says how the session is over which routes should come. */
final class SessionSteps {

    private final AddressFamily family;

    private final SessionFacts sessions;

    private final Map<PeerId, PeerView> peers;

    private final SpeakerConfig config;

    private final List<Step> steps = new ArrayList<>();

    private SessionSteps(
            AddressFamily family, SessionFacts sessions, Map<PeerId, PeerView> peers, SpeakerConfig config) {
        this.family = family;
        this.sessions = sessions;
        this.peers = peers;
        this.config = config;
    }

    /** About one peer and one family, of which nothing is missed. */
    static List<Step> of(
            PeerId peer,
            AddressFamily family,
            SessionFacts sessions,
            Map<PeerId, PeerView> peers,
            SpeakerConfig config) {
        SessionSteps steps = new SessionSteps(family, sessions, peers, config);
        steps.about(peer, false);
        return steps.steps;
    }

    /**
     * About one peer and one family.
     *
     * @param absent whether a route of this peer is missed
     */
    static List<Step> of(PeerId peer, AddressFamily family, Facts facts, boolean absent) {
        SessionSteps steps =
                new SessionSteps(family, facts.sessions(), facts.table().peers(), facts.config());
        steps.about(peer, absent);
        return steps.steps;
    }

    private void about(PeerId peer, boolean absent) {
        SessionStatus session = sessions.of(peer);
        if (session == null) {
            add(Code.SESSION_ABSENT, peer, "there is no session with " + peer);
            return;
        }
        if (sessions.leaving().contains(peer)) {
            add(Code.SESSION_LEAVING, peer, peer + " is not configured any more, and stays until others take over");
        }
        NegotiatedSession negotiated = session.negotiated();
        PeerView view = peers.get(peer);
        if (negotiated == null) {
            down(session);
        } else if (!negotiated.codec().families().contains(family)) {
            add(Code.FAMILY_NOT_NEGOTIATED, peer, "the session with " + peer + " does not carry " + family);
            return;
        } else {
            add(Code.SESSION_UP, peer, "the session with " + peer + " is established for " + seconds(session));
        }
        if (view != null) {
            announcements(peer, view, negotiated, absent);
        }
    }

    private void add(Code code, PeerId peer, String text) {
        steps.add(Step.of(code, peer.name(), text));
    }

    private static String seconds(SessionStatus session) {
        return session.inState().toSeconds() + " s";
    }

    private void down(SessionStatus session) {
        PeerId peer = session.peer().id();
        Code code = code(session);
        String why = !session.lastError().isEmpty() ? session.lastError() : session.lastDown();
        add(
                code,
                peer,
                "the session with " + peer + " is down" + words(code) + " (" + session.state() + " for "
                        + seconds(session) + ")" + (why.isEmpty() ? "" : ": " + why));
    }

    private static Code code(SessionStatus session) {
        if (!session.enabled()) {
            return Code.SESSION_DISABLED;
        }
        return session.state() == FsmState.IDLE ? ofIdle(session) : ofAttempt(session);
    }

    private static Code ofIdle(SessionStatus session) {
        return switch (session.idleHold()) {
            case NONE -> Code.SESSION_IDLE;
            case CONNECT_DELAY -> Code.SESSION_DELAYED;
            case ERROR_WAIT -> Code.SESSION_ERROR_WAIT;
            case ORDERED -> Code.SESSION_HELD;
        };
    }

    private static Code ofAttempt(SessionStatus session) {
        return switch (session.state()) {
            case CONNECT -> session.lastError().isEmpty() ? Code.SESSION_CONNECTING : Code.SESSION_RETRYING;
            case ACTIVE -> session.peer().passive() ? Code.SESSION_AWAITED : Code.SESSION_RETRYING;
            case OPEN_SENT, OPEN_CONFIRM, IDLE, ESTABLISHED -> Code.SESSION_OPENING;
        };
    }

    private static String words(Code code) {
        return switch (code) {
            case SESSION_DISABLED -> ", it was disabled";
            case SESSION_DELAYED -> ", it is about to be tried";
            case SESSION_ERROR_WAIT -> ", it waits after an error";
            case SESSION_HELD -> ", it has to wait";
            case SESSION_CONNECTING -> ", it is being tried";
            case SESSION_RETRYING -> ", it is tried again";
            case SESSION_AWAITED -> ", it is for the peer to connect";
            case SESSION_OPENING -> ", OPENs are being exchanged";
            default -> "";
        };
    }

    private void announcements(PeerId peer, PeerView view, @Nullable NegotiatedSession negotiated, boolean absent) {
        StaleReason stale = view.stale().get(family);
        if (stale != null) {
            stale(peer, stale);
        }
        boolean promised = negotiated != null && negotiated.features().gracefulRestart() != null;
        if (absent && promised && !view.endOfRibReceived().contains(family)) {
            add(Code.END_OF_RIB_AWAITED, peer, peer + " has not announced everything yet");
        }
        PrefixLimit limit = limit(peer);
        int announced = view.announced().getOrDefault(family, 0);
        if (limit != null && announced >= limit.warningAt()) {
            String text = peer + " has announced " + announced + " routes, and may announce " + limit.maximum();
            add(Code.PREFIX_LIMIT_NEAR, peer, text);
        }
    }

    private void stale(PeerId peer, StaleReason reason) {
        switch (reason) {
            case RESTARTING -> add(Code.ROUTES_RESTARTING, peer, peer + " restarts, its routes are kept meanwhile");
            case LONG_LIVED ->
                add(Code.ROUTES_LONG_LIVED, peer, peer + " has not come back in time, its routes are the last resort");
            case RESYNCING ->
                add(Code.ROUTES_RESYNCING, peer, peer + " is back, and has not announced everything again");
            case REFRESHING -> add(Code.ROUTES_REFRESHING, peer, peer + " is announcing everything again");
        }
    }

    private @Nullable PrefixLimit limit(PeerId peer) {
        return config.peers().stream()
                .filter(known -> known.session().id().equals(peer))
                .map(SpeakerPeer::policy)
                .map(PeerPolicy::prefixLimits)
                .findFirst()
                .map(limits -> limits.get(family))
                .orElse(null);
    }
}
