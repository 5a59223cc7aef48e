package io.nightjar.daemon.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say about the session with a peer. The JSON has the same names.
 *
 * @param setup as configured
 * @param offered by us: what an OPEN would say now
 * @param peerOffered by the peer; null unless established
 * @param negotiated what both agreed on; null unless established
 * @param routes numbers of routes
 * @param families the state of each configured family
 * @param counters since the peer was configured
 */
public record SessionReport(
        Setup setup,
        OfferReport offered,
        @Nullable OfferReport peerOffered,
        @Nullable Agreement negotiated,
        Routes routes,
        List<Family> families,
        Counters counters) {

    public SessionReport {
        families = List.copyOf(families);
    }

    /**
     * How a session is set up.
     *
     * @param enabled whether a session is wanted
     * @param type {@code internal} or {@code external}
     * @param passive whether we never dial
     * @param port where the peer listens
     * @param localAddress the source of our connections; null for the kernel's choice
     * @param localAs what our OPEN says
     * @param holdSeconds what our OPEN proposes
     * @param transport how the connection is protected
     */
    public record Setup(
            boolean enabled,
            String type,
            boolean passive,
            int port,
            @Nullable String localAddress,
            long localAs,
            int holdSeconds,
            Transport transport) {}

    /**
     * Protection of the TCP connection.
     *
     * @param md5 whether there is a password (RFC 2385)
     * @param ttlSecurity RFC 5082
     * @param ttl of what we send
     * @param minTtl the least that we take; 0 when anything is taken
     */
    public record Transport(boolean md5, boolean ttlSecurity, int ttl, int minTtl) {}

    /**
     * What both sides agreed on.
     *
     * @param peerIdentifier from the peer's OPEN
     * @param localAddress our end of the connection
     * @param families in which routes are exchanged
     * @param fourOctetAs whether AS numbers have four octets
     * @param addPath families with path identifiers, as seen from us
     * @param maxMessageLength in octets
     * @param extendedNextHop whether IPv4 routes may have IPv6 next hops
     * @param routeRefresh RFC 2918
     * @param enhancedRouteRefresh RFC 7313
     * @param gracefulRestart null when nobody's routes are kept
     * @param peerRole RFC 9234; null when the peer did not say
     * @param times of the session
     */
    public record Agreement(
            String peerIdentifier,
            String localAddress,
            List<String> families,
            boolean fourOctetAs,
            List<OfferReport.AddPath> addPath,
            int maxMessageLength,
            boolean extendedNextHop,
            boolean routeRefresh,
            boolean enhancedRouteRefresh,
            @Nullable Restart gracefulRestart,
            @Nullable String peerRole,
            Times times) {

        public Agreement {
            families = List.copyOf(families);
            addPath = List.copyOf(addPath);
        }
    }

    /**
     * What is kept when a side restarts.
     *
     * @param mode {@code helper} or {@code on}: whether the peer is asked to keep our routes
     * @param notification whether a NOTIFICATION keeps routes, too (RFC 8538)
     * @param keptSeconds how long we wait for the peer
     * @param kept families whose routes of the peer we keep
     * @param longLivedKept those that we keep for longer (RFC 9494), and for how long
     */
    public record Restart(
            String mode, boolean notification, int keptSeconds, List<String> kept, List<LongLivedKept> longLivedKept) {

        public Restart {
            kept = List.copyOf(kept);
            longLivedKept = List.copyOf(longLivedKept);
        }
    }

    /** A family that is kept for so many seconds after the restart time is over. */
    public record LongLivedKept(String family, int seconds) {}

    /** In seconds. */
    public record Times(int hold, int keepalive, int sendHold) {}

    /**
     * Numbers of routes.
     *
     * @param best those of the peer that are in use
     * @param stale those of the peer that may have become wrong, and are kept for a while
     * @param behind destinations that the peer has still to be told about
     */
    public record Routes(int received, int accepted, int best, int stale, int advertised, int behind) {}

    /**
     * One family of the peer.
     *
     * @param received routes that it has announced
     * @param endOfRibReceived whether it has announced everything that it had when the session came up
     * @param endOfRibSent whether it has been told everything that we had then
     * @param stale why routes that may have become wrong are kept: {@code restarting}, {@code long-lived}, {@code resyncing} or
     *     {@code refreshing}; null when there are none
     * @param limit how much it may announce; null for anything
     */
    public record Family(
            String family,
            int received,
            boolean endOfRibReceived,
            boolean endOfRibSent,
            @Nullable String stale,
            @Nullable Limit limit) {}

    /**
     * A limit of prefixes.
     *
     * @param warning from there on the log says so
     * @param action {@code warn}, {@code restart} or {@code shutdown}
     * @param restartSeconds with {@code restart}: how long the session stays down
     * @param state {@code below}, {@code near} or {@code above}
     */
    public record Limit(long maximum, long warning, String action, int restartSeconds, String state) {}

    /** What was counted; {@code established} is how often a session was. */
    public record Counters(
            long messagesReceived, long messagesSent, long updatesReceived, long updatesSent, long established) {}
}
