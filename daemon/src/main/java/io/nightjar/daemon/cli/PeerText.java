package io.nightjar.daemon.cli;

import io.nightjar.daemon.control.OfferReport;
import io.nightjar.daemon.control.SessionReport;
import io.nightjar.daemon.control.SessionReport.Agreement;
import io.nightjar.daemon.control.SessionReport.Limit;
import io.nightjar.daemon.control.SessionReport.Restart;
import io.nightjar.daemon.control.SessionReport.Setup;
import io.nightjar.daemon.control.SessionReport.Times;
import io.nightjar.daemon.control.SessionReport.Transport;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.top.Durations;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One peer in detail, as text for people. */
final class PeerText {

    private static final String NOTHING = "-";

    private final PrintWriter out;

    PeerText(PrintWriter out) {
        this.out = out;
    }

    void print(StatusReport.Peer peer) {
        SessionReport session = peer.session();
        summary(peer, session);
        out.println();
        capabilities(session);
        out.println();
        Table families = new Table("FAMILY", "RECEIVED", "END-OF-RIB", "STALE", "LIMIT");
        session.families()
                .forEach(family -> families.row(
                        family.family(),
                        Integer.toString(family.received()),
                        endOfRib(family),
                        orNothing(family.stale()),
                        limit(family.limit())));
        families.print(out);
    }

    private void summary(StatusReport.Peer peer, SessionReport session) {
        Setup setup = session.setup();
        Agreement negotiated = session.negotiated();
        out.println(peer.name() + ": " + setup.type() + ", AS " + peer.asNumber() + " at " + peer.address() + " port "
                + setup.port());
        Table table = new Table("state", peer.state() + " for " + Durations.text(peer.secondsInState()));
        table.row("wanted", wanted(peer, setup));
        table.row("last error", orNothing(peer.lastError()));
        table.row("last down", orNothing(peer.lastDown()));
        table.row("local", "AS " + setup.localAs() + address(setup, negotiated));
        table.row("identifier", negotiated == null ? NOTHING : negotiated.peerIdentifier());
        table.row("connection", transport(setup.transport()));
        table.row("times", negotiated == null ? "hold " + setup.holdSeconds() + " s proposed" : times(negotiated));
        table.row("routes", routes(session.routes()));
        SessionReport.Counters counters = session.counters();
        table.row(
                "messages",
                counters.messagesReceived() + " received (" + counters.updatesReceived() + " UPDATEs), "
                        + counters.messagesSent() + " sent (" + counters.updatesSent() + " UPDATEs)");
        table.row("sessions", Long.toString(counters.established()));
        table.print(out);
    }

    private static String wanted(StatusReport.Peer peer, Setup setup) {
        if (peer.leaving()) {
            return "no, leaves when others have taken over";
        }
        return setup.enabled() ? setup.passive() ? "yes, passive" : "yes" : "no, disabled";
    }

    private static String routes(SessionReport.Routes routes) {
        return routes.received() + " received, " + routes.accepted() + " accepted, " + routes.best() + " best, "
                + routes.stale() + " stale; " + routes.advertised() + " advertised, " + routes.behind() + " behind";
    }

    private static String endOfRib(SessionReport.Family family) {
        List<String> words = new ArrayList<>();
        if (family.endOfRibReceived()) {
            words.add("received");
        }
        if (family.endOfRibSent()) {
            words.add("sent");
        }
        return joined(words);
    }

    private static String address(Setup setup, @Nullable Agreement negotiated) {
        String address = negotiated == null ? setup.localAddress() : negotiated.localAddress();
        return address == null ? "" : " at " + address;
    }

    private static String transport(Transport transport) {
        return (transport.md5() ? "MD5, " : "no MD5, ")
                + "TTL "
                + transport.ttl()
                + (transport.ttlSecurity() ? ", TTL security from " + transport.minTtl() : "");
    }

    private static String times(Agreement negotiated) {
        Times times = negotiated.times();
        return "hold " + times.hold() + " s, keepalive " + times.keepalive() + " s, send hold " + times.sendHold()
                + " s";
    }

    private void capabilities(SessionReport session) {
        Columns columns = new Columns(session.offered(), session.peerOffered(), session.negotiated());
        columns.row("families", offer -> joined(offer.families()), agreed -> joined(agreed.families()));
        columns.row("four-octet AS", offer -> orNothing(offer.fourOctetAs()), agreed -> yes(agreed.fourOctetAs()));
        columns.row("route refresh", offer -> yes(offer.routeRefresh()), agreed -> yes(agreed.routeRefresh()));
        columns.row(
                "enhanced refresh",
                offer -> yes(offer.enhancedRouteRefresh()),
                agreed -> yes(agreed.enhancedRouteRefresh()));
        columns.row("ADD-PATH", offer -> addPath(offer.addPath()), agreed -> addPath(agreed.addPath()));
        columns.row(
                "extended messages",
                offer -> yes(offer.extendedMessages()),
                agreed -> agreed.maxMessageLength() + " octets");
        columns.row("extended next hop", PeerText::nextHops, agreed -> yes(agreed.extendedNextHop()));
        columns.row(
                "graceful restart",
                offer -> restart(offer.gracefulRestart()),
                agreed -> kept(agreed.gracefulRestart()));
        columns.row(
                "long-lived",
                offer -> longLived(offer.longLivedGracefulRestart()),
                agreed -> longLivedKept(agreed.gracefulRestart()));
        columns.row("role", offer -> orNothing(offer.role()), agreed -> orNothing(agreed.peerRole()));
        columns.row("unknown", PeerText::unknown, agreed -> NOTHING);
        columns.table.print(out);
    }

    /** Three columns: what we offer, what the peer offered, what came out. */
    private static final class Columns {

        private final Table table = new Table("CAPABILITY", "OFFERED", "BY THE PEER", "NEGOTIATED");
        private final OfferReport ours;
        private final @Nullable OfferReport theirs;
        private final @Nullable Agreement agreement;

        Columns(OfferReport ours, @Nullable OfferReport theirs, @Nullable Agreement agreement) {
            this.ours = ours;
            this.theirs = theirs;
            this.agreement = agreement;
        }

        void row(String name, Function<OfferReport, String> offered, Function<Agreement, String> agreed) {
            table.row(
                    name,
                    offered.apply(ours),
                    theirs == null ? NOTHING : offered.apply(theirs),
                    agreement == null ? NOTHING : agreed.apply(agreement));
        }
    }

    private static String addPath(List<OfferReport.AddPath> families) {
        return joined(
                families,
                family -> family.family() + (family.send() ? " send" : "") + (family.receive() ? " receive" : ""));
    }

    private static String nextHops(OfferReport offer) {
        return joined(offer.extendedNextHop(), entry -> entry.family() + " via " + entry.nextHop());
    }

    private static String restart(OfferReport.@Nullable GracefulRestart offer) {
        if (offer == null) {
            return NOTHING;
        }
        return offer.restartSeconds() + " s"
                + (offer.restarted() ? " R" : "")
                + (offer.notification() ? " N" : "")
                + offer.families().stream()
                        .map(family -> ", " + family.family() + (family.forwardingPreserved() ? " F" : ""))
                        .collect(Collectors.joining());
    }

    private static String kept(@Nullable Restart restart) {
        if (restart == null) {
            return NOTHING;
        }
        return restart.mode() + ", "
                + (restart.kept().isEmpty()
                        ? "nothing kept"
                        : joined(restart.kept()) + " kept for " + restart.keptSeconds() + " s")
                + (restart.notification() ? ", also after a NOTIFICATION" : "");
    }

    private static String longLived(@Nullable List<OfferReport.LongLived> families) {
        if (families == null) {
            return NOTHING;
        }
        return families.isEmpty()
                ? "helper"
                : joined(
                        families,
                        family -> family.family() + " " + family.staleSeconds() + " s"
                                + (family.forwardingPreserved() ? " F" : ""));
    }

    private static String longLivedKept(@Nullable Restart restart) {
        return restart == null
                ? NOTHING
                : joined(restart.longLivedKept(), family -> family.family() + " " + family.seconds() + " s");
    }

    private static String unknown(OfferReport offer) {
        return joined(offer.unknown(), capability -> Integer.toString(capability.code()));
    }

    private static String limit(@Nullable Limit limit) {
        if (limit == null) {
            return NOTHING;
        }
        return limit.state() + " " + limit.maximum() + ", warning at " + limit.warning() + ", then " + limit.action()
                + (limit.restartSeconds() > 0 ? " after " + limit.restartSeconds() + " s" : "");
    }

    private static String yes(boolean value) {
        return value ? "yes" : NOTHING;
    }

    private static String joined(Collection<String> words) {
        return words.isEmpty() ? NOTHING : String.join(", ", words);
    }

    private static <T> String joined(Collection<T> values, Function<T, String> text) {
        return joined(values.stream().map(text).toList());
    }

    private static String orNothing(@Nullable Object value) {
        return value == null ? NOTHING : value.toString();
    }
}
