package io.nightjar.calico.model;

import io.nightjar.bgp.peer.PeerType;
import io.nightjar.rib.policy.PrefixMatch;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RouteCondition;
import io.nightjar.rib.policy.RouteOperation;
import io.nightjar.rib.policy.SourceMatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a BGPFilter.
 *
 * @param match which destinations it is about
 * @param source which of the routes to them
 * @param condition what else is asked
 * @param peerType to or from which peers only; null for all
 * @param action accept or reject, which ends the evaluation of everything
 * @param operations what is changed about accepted routes
 */
public record FilterRule(
        PrefixMatch match,
        SourceMatch source,
        RouteCondition condition,
        @Nullable PeerType peerType,
        RouteAction action,
        List<RouteOperation> operations) {

    public FilterRule {
        operations = List.copyOf(operations);
    }

    /** Whether the rule is there for peers of this type. */
    public boolean isFor(PeerType type) {
        return peerType == null || peerType == type;
    }
}
