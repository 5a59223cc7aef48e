package io.nightjar.daemon.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an OPEN offers (RFC 5492). The JSON has the same names.
 *
 * @param families of the multiprotocol capabilities (RFC 4760), as {@code ipv4-unicast}
 * @param fourOctetAs the AS number in the capability of RFC 6793; null without it
 * @param routeRefresh RFC 2918
 * @param enhancedRouteRefresh RFC 7313
 * @param addPath RFC 7911
 * @param extendedMessages RFC 8654
 * @param extendedNextHop RFC 8950
 * @param gracefulRestart RFC 4724; null without it
 * @param longLivedGracefulRestart RFC 9494; null without it, without families for a speaker that only helps
 * @param role RFC 9234; null without it
 * @param unknown capabilities that are none of these
 */
public record OfferReport(
        List<String> families,
        @Nullable Long fourOctetAs,
        boolean routeRefresh,
        boolean enhancedRouteRefresh,
        List<AddPath> addPath,
        boolean extendedMessages,
        List<NextHop> extendedNextHop,
        @Nullable GracefulRestart gracefulRestart,
        @Nullable List<LongLived> longLivedGracefulRestart,
        @Nullable String role,
        List<Unknown> unknown) {

    public OfferReport {
        families = List.copyOf(families);
        addPath = List.copyOf(addPath);
        extendedNextHop = List.copyOf(extendedNextHop);
        longLivedGracefulRestart = longLivedGracefulRestart == null ? null : List.copyOf(longLivedGracefulRestart);
        unknown = List.copyOf(unknown);
    }

    /**
     * Several paths to a destination of a family.
     *
     * @param send whether they are sent, or can be
     * @param receive whether they are received, or can be
     */
    public record AddPath(String family, boolean send, boolean receive) {}

    /**
     * Next hops of another family.
     *
     * @param family of the routes
     * @param nextHop {@code ipv4} or {@code ipv6}
     */
    public record NextHop(String family, String nextHop) {}

    /**
     * Graceful restart.
     *
     * @param restarted the R bit: the sender has just restarted
     * @param notification the N bit of RFC 8538
     * @param restartSeconds how long the sender may need to come back
     * @param families whose routes the sender asks to be kept
     */
    public record GracefulRestart(
            boolean restarted, boolean notification, int restartSeconds, List<RestartFamily> families) {

        public GracefulRestart {
            families = List.copyOf(families);
        }
    }

    /**
     * A family of graceful restart.
     *
     * @param forwardingPreserved the F bit
     */
    public record RestartFamily(String family, boolean forwardingPreserved) {}

    /**
     * A family of long-lived graceful restart.
     *
     * @param forwardingPreserved the F bit
     * @param staleSeconds how long its routes may be kept
     */
    public record LongLived(String family, boolean forwardingPreserved, int staleSeconds) {}

    /**
     * A capability that we do not speak.
     *
     * @param code of IANA's registry
     * @param value hexadecimal
     */
    public record Unknown(int code, String value) {}
}
