package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.kernel.RouteChange;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.RibView;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.TunnelRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * From the table to the kernel: best paths become desired routes. Called on the table's thread; the configuration and the
 * devices may come from anywhere, and be read anywhere.
 */
final class RouteProgrammer {

    private final ForwardingControl forwarding;

    private final ReentrantLock lock = new ReentrantLock();

    private volatile KernelProgram program = new KernelProgram(KernelConfig.OFF, Map.of());

    private Map<String, Integer> devices = Map.of();

    /** Used on the table's thread only. */
    private final KernelAttributes attributes = new KernelAttributes();

    RouteProgrammer(ForwardingControl forwarding) {
        this.forwarding = forwarding;
    }

    /** What is in force. */
    KernelProgram program() {
        return program;
    }

    /** What would be in force under another configuration. */
    KernelProgram programFor(KernelConfig config) {
        lock.lock();
        try {
            KernelConfig possible = config.enabled() && forwarding.enabled() ? config : KernelConfig.OFF;
            return new KernelProgram(possible, tunnels(possible));
        } finally {
            lock.unlock();
        }
    }

    /** From now on routes are programmed like this; {@link #reprogram} applies it to those that are there. */
    void configure(KernelConfig config) {
        lock.lock();
        try {
            program = new KernelProgram(config, tunnels(config));
        } finally {
            lock.unlock();
        }
    }

    /**
     * These are the network devices now.
     *
     * @return whether that makes a difference to routes, so that {@link #reprogram} has to apply it
     */
    boolean devicesChanged(Map<String, Integer> now) {
        lock.lock();
        try {
            devices = now;
            KernelProgram before = program;
            program = new KernelProgram(before.config(), tunnels(before.config()));
            return !program.equals(before);
        } finally {
            lock.unlock();
        }
    }

    /** Only the devices that the configuration speaks of, so that no other makes a difference. */
    private Map<String, Integer> tunnels(KernelConfig config) {
        Map<String, Integer> used = new HashMap<>();
        for (TunnelRule rule : config.form().tunnels()) {
            Integer index = devices.get(rule.device());
            if (index != null) {
                used.put(rule.device(), index);
            }
        }
        return used;
    }

    /** What this peer has announced of this family is programmed even against a predecessor's routes. */
    void complete(PeerId peer, AddressFamily family) {
        forwarding.complete(peer, family);
    }

    /** Decides anew about all best paths. */
    void reprogram(RibView view) {
        KernelProgram now = program;
        List<RouteChange> wanted = new ArrayList<>();
        view.forwarding().forEach(paths -> wanted.add(now.change(paths.prefix(), paths, attributes)));
        forwarding.desire(wanted);
    }

    /** Programs what is different. */
    void bestPathsChanged(List<BestPathChange> changes) {
        forwarding.desire(program.changes(changes, attributes));
    }
}
