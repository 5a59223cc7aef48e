package io.nightjar.rib;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.outbound.ExportVerdict;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import java.util.List;
import java.util.Optional;

/**
 * Questions to the table, answered on its thread at one moment. It is valid only inside the query that received it; the
 * values that it hands out are immutable and may be kept.
 */
public interface RibView {

    /** All peers that are established, or whose routes are kept although they are not, by name. */
    List<PeerView> peers();

    /** An established peer. */
    Optional<PeerView> peer(PeerId peer);

    /** How many routes a peer has announced and is told: {@link PeerView#counts} by itself; none if it is not established. */
    PeerView.Counts counts(PeerId peer);

    /** What has come and gone over the session with a peer; nothing if it is not established. */
    RouteChanges changes(PeerId peer);

    /** All best paths, by prefix. */
    List<ResolvedRoute> bestPaths();

    /** What forwarding may use for each destination, in no order. */
    List<Multipath> forwarding();

    /** All destinations of a family, in no order. */
    List<Prefix> prefixes(Afi afi);

    /** All destinations that anybody has announced, also if nothing was accepted; in no order, and some of them several times. */
    List<Prefix> announced();

    /** All destinations that a peer has announced, in no order, and with path identifiers several times; nothing if it is not established. */
    List<Prefix> announced(PeerId peer);

    /** How much there is of a family. */
    TableSize size(Afi afi);

    /** The routes to a destination that take part in the decision, the best one first; empty if there are none. */
    Optional<DestinationView> candidates(Prefix prefix);

    /** All destinations, by prefix, with all their routes, also those that were not accepted. */
    List<DestinationView> destinations();

    /** One destination; empty if nobody announced it. */
    Optional<DestinationView> destination(Prefix prefix);

    /** The longest prefix with a best path that contains {@code address}. */
    Optional<DestinationView> longestMatch(IpAddress address);

    /** All that a peer announced, by prefix, also what was not accepted; empty if it is not established. */
    List<Route> received(PeerId peer);

    /** All that a peer is told, by prefix, with the attributes that it is told; empty if it is not established. */
    List<Route> advertised(PeerId peer);

    /** What a peer is told of one destination, with the attributes that it is told; empty if nothing, or if it is not established. */
    List<Route> advertised(PeerId peer, Prefix prefix);

    /** Whether the best path to {@code prefix} is told to a peer, and why or why not; empty if it is not established. */
    Optional<ExportVerdict> exportVerdict(PeerId peer, Prefix prefix);

    /** What the rules say about telling a peer of {@code route}, were it the one to be told; empty if it is not established. */
    Optional<ExportView> export(PeerId peer, Route route);

    /** Whether a peer is told all paths of a family (RFC 7911), and not the best ones only. */
    boolean tellsAllPaths(PeerId peer, Afi afi);
}
