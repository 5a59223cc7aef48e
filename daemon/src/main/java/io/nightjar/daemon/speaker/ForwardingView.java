package io.nightjar.daemon.speaker;

import io.nightjar.kernel.KernelView;
import io.nightjar.rib.nexthop.NextHopResolver;
import java.util.Map;

/**
 * What the machine's forwarding knows at one moment.
 *
 * @param nextHops how they are reached
 * @param devices the index of each network device by its name
 * @param kernel links, addresses and the routes of others
 */
public record ForwardingView(NextHopResolver nextHops, Map<String, Integer> devices, KernelView kernel) {

    /** Of a speaker that forwards nothing. */
    static final ForwardingView NONE = new ForwardingView(NextHopResolver.NO_FORWARDING, Map.of(), KernelView.EMPTY);

    public ForwardingView {
        devices = Map.copyOf(devices);
    }

    /** What a kernel's view means for the table. */
    public static ForwardingView of(KernelView view) {
        return new ForwardingView(new KernelReachability(view), view.indexes(), view);
    }
}
