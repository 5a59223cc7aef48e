package io.nightjar.conformance.sim;

import io.nightjar.bgp.net.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * Whether a kernel may lose a route. What there is for a block stays there as long as the block's node does, and while its speaker, or
 * the kernel's own, is away for a moment (RFC 4724), unless something else has happened to those that the route depends on. A change of who is whose peer
 * is no reason when reflectors come in a mesh's place: nodes that do not reflect go on talking to each other until those have taken
 * over.
 */
final class Losses {

    /** For so long, what has happened to somebody may still be the reason for something. */
    private static final long CALM_NANOS = 150_000_000_000L;

    private final Scheduler scheduler;
    private final Cluster cluster;
    private final Disturbances disturbances;

    Losses(Scheduler scheduler, Cluster cluster, Disturbances disturbances) {
        this.scheduler = scheduler;
        this.cluster = cluster;
        this.disturbances = disturbances;
    }

    /** A kernel has lost its route to somebody else's block; says what is wrong with that, or null. */
    @Nullable
    String fault(Machine at, Prefix destination) {
        Machine owner = cluster.owners().get(destination);
        if (owner == null || !owner.isOn() || !cluster.isMember(owner) || !mayJudge(at, owner)) {
            return null;
        }
        return at + " has lost its route to " + destination + ", although " + owner + " has not gone";
    }

    private boolean mayJudge(Machine at, Machine owner) {
        boolean reflectors = at.hasReflected() || owner.hasReflected();
        boolean settled = isCalm(reflectors ? disturbances.rewiredNanos() : disturbances.roughNanos());
        boolean calm = isCalm(at.quietSince()) || isCalm(owner.quietSince());
        return settled && calm && isThere(at) && isThere(owner) && isCalm(at, owner) && areReflectorsCalm(at, owner);
    }

    private boolean isThere(Machine machine) {
        boolean untroubled = isCalm(machine.troubledNanos());
        boolean running = machine.isRunning() && isCalm(machine.quietSince());
        return untroubled && (running || machine.isInGrace(scheduler.nanoTime()));
    }

    private boolean areReflectorsCalm(Machine at, Machine owner) {
        for (Machine reflector : cluster.reflectors().keySet()) {
            boolean calm = reflector.isRunning()
                    && isCalm(reflector.quietSince())
                    && isCalm(at, reflector)
                    && isCalm(reflector, owner);
            if (!calm) {
                return false;
            }
        }
        return true;
    }

    private boolean isCalm(Machine one, Machine other) {
        return isCalm(disturbances.pathQuietSince(one, other));
    }

    private boolean isCalm(long sinceNanos) {
        return scheduler.nanoTime() - sinceNanos > CALM_NANOS;
    }
}
