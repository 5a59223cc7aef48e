package io.nightjar.rib.engine;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.PeerOutput;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.inbound.OwnIdentity;
import io.nightjar.rib.inbound.Sender;
import io.nightjar.rib.route.RouteSource.FromPeer;
import io.nightjar.rib.table.AdjRibIn;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A peer that is established, or whose routes are kept although it is not: its session, its policy, and what it has announced.
 */
final class RibPeer {

    private final NegotiatedSession session;
    private final Sender sender;
    private final PeerOutput output;
    private final AdjRibIn adjRibIn;
    private final Set<AddressFamily> endOfRibReceived = new TreeSet<>();
    private final Map<AddressFamily, StaleRoutes.Wait> stale = new TreeMap<>();
    private final Set<AddressFamily> overdue = new TreeSet<>();
    private final PrefixLimitWatch prefixLimits = new PrefixLimitWatch();
    private final ChangeCount changes = new ChangeCount();
    private boolean established = true;
    private PeerPolicy policy;
    private FromPeer source;
    private @Nullable OwnIdentity own;

    /** A peer with what it has announced already: in a former session, or nothing. */
    RibPeer(NegotiatedSession session, PeerPolicy policy, PeerOutput output, AdjRibIn announced) {
        this.adjRibIn = announced;
        this.session = session;
        this.sender = Sender.of(session);
        this.output = output;
        this.policy = policy;
        this.source = FromPeer.of(session, policy.clientClusterId(), policy.preferredAbove());
    }

    PeerId id() {
        return session.peer();
    }

    NegotiatedSession session() {
        return session;
    }

    /** Who the peer is, as far as that changes what its routes mean. */
    Sender sender() {
        return sender;
    }

    PeerOutput output() {
        return output;
    }

    AdjRibIn adjRibIn() {
        return adjRibIn;
    }

    Set<AddressFamily> endOfRibReceived() {
        return endOfRibReceived;
    }

    /** What is stale, and what is waited for. */
    Map<AddressFamily, StaleRoutes.Wait> stale() {
        return stale;
    }

    /** RFC 9494 §4.2: families that were not synchronized in time; nothing of them is kept if this session is lost, too. */
    Set<AddressFamily> overdue() {
        return overdue;
    }

    /** What has come over this session. */
    ChangeCount changes() {
        return changes;
    }

    PrefixLimitWatch prefixLimits() {
        return prefixLimits;
    }

    /** Whether there is a session. */
    boolean established() {
        return established;
    }

    /** The session has ended, and something is kept. */
    void lost() {
        established = false;
    }

    PeerPolicy policy() {
        return policy;
    }

    /** The source of the peer's routes. */
    FromPeer source() {
        return source;
    }

    /** Who we are on this session, when these are the clusters that we reflect for. */
    OwnIdentity own(Set<BgpIdentifier> clusterIds) {
        OwnIdentity known = own;
        if (known == null || !known.clusterIds().equals(clusterIds)) {
            PeerConfig.Local local = session.config().local();
            known = new OwnIdentity(
                    local.asNumber(), local.identifier(), clusterIds, policy.allowedLocalAs(), session.localAddress());
            own = known;
        }
        return known;
    }

    void replacePolicy(PeerPolicy changed) {
        own = null;
        policy = changed;
        source = FromPeer.of(session, changed.clientClusterId(), changed.preferredAbove());
    }
}
