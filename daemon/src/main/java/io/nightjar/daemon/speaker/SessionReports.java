package io.nightjar.daemon.speaker;

import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.bgp.peer.SessionFeatures;
import io.nightjar.daemon.control.SessionReport;
import io.nightjar.daemon.control.SessionReport.Agreement;
import io.nightjar.daemon.control.SessionReport.Family;
import io.nightjar.daemon.control.SessionReport.Limit;
import io.nightjar.daemon.control.SessionReport.LongLivedKept;
import io.nightjar.daemon.control.SessionReport.Restart;
import io.nightjar.daemon.control.SessionReport.Routes;
import io.nightjar.daemon.control.SessionReport.Setup;
import io.nightjar.daemon.control.SessionReport.Times;
import io.nightjar.fsm.OpenNegotiation;
import io.nightjar.fsm.RestartState;
import io.nightjar.fsm.session.SessionStatus;
import io.nightjar.rib.PeerView;
import io.nightjar.rib.StaleReason;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.PrefixLimit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sessions as they are reported. */
final class SessionReports {

    private SessionReports() {}

    /**
     * Puts together what is known about a session.
     *
     * @param view what the table knows; null if it does not know the peer
     * @param restart what our OPENs say of our own restart
     */
    static SessionReport of(SessionStatus status, PeerPolicy policy, @Nullable PeerView view, RestartState restart) {
        NegotiatedSession negotiated = status.negotiated();
        return new SessionReport(
                setup(status),
                OfferReports.of(OpenNegotiation.ourOpen(status.peer(), restart).capabilities()),
                negotiated == null ? null : OfferReports.of(negotiated.peerCapabilities()),
                negotiated == null ? null : agreement(negotiated),
                routes(view),
                families(status.peer(), policy, view),
                counters(status));
    }

    static SessionReport.Counters counters(SessionStatus status) {
        SessionStatus.Counters counters = status.counters();
        return new SessionReport.Counters(
                counters.messagesReceived(),
                counters.messagesSent(),
                counters.updatesReceived(),
                counters.updatesSent(),
                counters.established());
    }

    /** {@code internal} or {@code external}. */
    static String type(PeerConfig peer) {
        return lower(peer.type());
    }

    private static Setup setup(SessionStatus status) {
        PeerConfig peer = status.peer();
        PeerTransport transport = peer.transport();
        return new Setup(
                status.enabled(),
                type(peer),
                peer.passive(),
                peer.remote().port(),
                peer.local().address() == null ? null : peer.local().address().toString(),
                peer.local().asNumber().value(),
                peer.timers().holdSeconds(),
                new SessionReport.Transport(
                        transport.password() != null,
                        transport.ttlSecurity(),
                        transport.sendTtl(),
                        transport.minTtl()));
    }

    private static Agreement agreement(NegotiatedSession session) {
        CodecContext codec = session.codec();
        SessionFeatures features = session.features();
        int hold = session.times().holdSeconds();
        return new Agreement(
                session.peerIdentifier().toString(),
                session.localAddress().toString(),
                OfferReports.texts(codec.families()),
                codec.fourOctetAs(),
                OfferReports.addPath(codec.addPathSend(), codec.addPathReceive()),
                codec.maxMessageLength(),
                codec.extendedNextHop(),
                features.routeRefresh(),
                features.enhancedRouteRefresh(),
                restart(session, features),
                features.peerRole() == null ? null : OfferReports.role(features.peerRole()),
                new Times(
                        hold,
                        session.times().keepaliveSeconds(),
                        session.config().timers().sendHoldSeconds(hold)));
    }

    private static @Nullable Restart restart(NegotiatedSession session, SessionFeatures features) {
        GracefulRestartCapability theirs = features.gracefulRestart();
        if (theirs == null) {
            return null;
        }
        GracefulRestartSettings ours = session.config().features().gracefulRestart();
        Set<AddressFamily> families = session.codec().families();
        return new Restart(
                lower(ours.mode()),
                features.notificationKeepsRoutes(),
                theirs.restartSeconds(),
                OfferReports.texts(
                        families.stream().filter(features::keepsRoutes).toList()),
                longLived(families, features.longLived(), ours.longLivedSeconds()));
    }

    /** RFC 9494 §4.2: the peer's time, but for no longer than we want. */
    private static List<LongLivedKept> longLived(
            Set<AddressFamily> families, @Nullable LongLivedGracefulRestartCapability theirs, int longest) {
        return theirs == null
                ? List.of()
                : families.stream()
                        .filter(family -> theirs.staleSeconds(family) > 0)
                        .sorted()
                        .map(family ->
                                new LongLivedKept(family.toString(), Math.min(longest, theirs.staleSeconds(family))))
                        .toList();
    }

    private static Routes routes(@Nullable PeerView view) {
        if (view == null) {
            return new Routes(0, 0, 0, 0, 0, 0);
        }
        PeerView.Counts counts = view.counts();
        return new Routes(
                counts.received(),
                counts.accepted(),
                counts.best(),
                counts.stale(),
                counts.advertised(),
                counts.behind());
    }

    private static List<Family> families(PeerConfig peer, PeerPolicy policy, @Nullable PeerView view) {
        return peer.families().stream()
                .sorted()
                .map(family -> family(family, policy.prefixLimits().get(family), view))
                .toList();
    }

    private static Family family(AddressFamily family, @Nullable PrefixLimit limit, @Nullable PeerView view) {
        if (view == null) {
            return new Family(family.toString(), 0, false, false, null, limit(limit, 0));
        }
        int received = view.announced().getOrDefault(family, 0);
        StaleReason stale = view.stale().get(family);
        return new Family(
                family.toString(),
                received,
                view.endOfRibReceived().contains(family),
                view.endOfRibSent().contains(family),
                stale == null ? null : lower(stale),
                limit(limit, received));
    }

    private static @Nullable Limit limit(@Nullable PrefixLimit limit, int received) {
        if (limit == null) {
            return null;
        }
        String state = received > limit.maximum() ? "above" : received >= limit.warningAt() ? "near" : "below";
        return new Limit(limit.maximum(), limit.warningAt(), lower(limit.action()), limit.restartSeconds(), state);
    }

    /** {@code LONG_LIVED} is long-lived. */
    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
