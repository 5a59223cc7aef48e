package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.kernel.KernelView;
import io.nightjar.kernel.Reachability;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolver;

/**
 * The kernel's view in the words of the table.
 *
 * @param view immutable
 */
record KernelReachability(KernelView view) implements NextHopResolver {

    @Override
    public Match resolve(IpAddress nextHop) {
        KernelView.Match match = view.match(nextHop);
        return new Match(resolution(match.reachability()), Math.max(0, match.length()) + (match.connected() ? 1 : 0));
    }

    private static NextHopResolution resolution(Reachability reachability) {
        if (reachability instanceof Reachability.Via via) {
            return new NextHopResolution.Via(
                    via.gateway(), via.interfaceName(), via.interfaceIndex(), via.igpMetric(), via.onlink());
        }
        return new NextHopResolution.Unreachable(reason(((Reachability.Unreachable) reachability).reason()));
    }

    private static NextHopResolution.Unreachable.Reason reason(Reachability.Reason reason) {
        return switch (reason) {
            case NO_ROUTE -> NextHopResolution.Unreachable.Reason.NO_ROUTE;
            case LOCAL_ADDRESS -> NextHopResolution.Unreachable.Reason.LOCAL_ADDRESS;
            case UNREACHABLE_ROUTE -> NextHopResolution.Unreachable.Reason.UNREACHABLE_ROUTE;
        };
    }
}
