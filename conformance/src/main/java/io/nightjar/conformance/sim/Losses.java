package io.nightjar.conformance.sim;

import io.nightjar.bgp.net.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * Whether a kernel may lose a route. What there is for a block stays there as long as the block's node does, and while its speaker, or
 * the kernel's own, is away for a moment (RFC 4724), unless something else has happened to those that the route depends on: with several
 * reflectors it depends on each alone. A change of who is whose peer is no reason when reflectors come in a mesh's place: nodes that do
 * not reflect go on talking to each other until those have taken over.
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
        boolean reflected = at.hasReflected() || owner.hasReflected();
        boolean settled = isCalm(reflected ? disturbances.rewiredNanos() : disturbances.roughNanos());
        boolean calm = isCalm(at.quietSince()) || isCalm(owner.quietSince());
        return settled && calm && isThere(at) && isThere(owner) && isCalm(at, owner) && isTold(at, owner);
    }

    private boolean isThere(Machine machine) {
        return isUndisturbed(machine) || isAwayInGrace(machine);
    }

    private boolean isUndisturbed(Machine machine) {
        return machine.isRunning() && isCalm(machine.quietSince());
    }

    private boolean isAwayInGrace(Machine machine) {
        return isCalm(machine.troubledNanos()) && machine.isInGrace(scheduler.nanoTime());
    }

    /** Whether one is told of the other's blocks, by itself or by somebody who is there. */
    private boolean isTold(Machine at, Machine owner) {
        Wiring wiring = cluster.wiring();
        boolean byItself = wiring.arePeers(at, owner) && isCalm(disturbances.rewiredNanos());
        return byItself
                || wiring.reflectors().stream()
                        .filter(reflector -> wiring.arePeers(at, reflector) && wiring.arePeers(reflector, owner))
                        .anyMatch(reflector -> passesOn(reflector, at, owner));
    }

    /** One reflector that nothing has happened to is enough, or one whose speaker is away for a moment and that is all. */
    private boolean passesOn(Machine reflector, Machine at, Machine owner) {
        boolean pathsCalm = isCalm(at, reflector) && isCalm(reflector, owner);
        boolean nothingElse = isUndisturbed(at) && isUndisturbed(owner) && isCalm(disturbances.rewiredNanos());
        return pathsCalm && (isUndisturbed(reflector) || (nothingElse && isAwayInGrace(reflector)));
    }

    private boolean isCalm(Machine one, Machine other) {
        return isCalm(disturbances.pathQuietSince(one, other));
    }

    private boolean isCalm(long sinceNanos) {
        return scheduler.nanoTime() - sinceNanos > CALM_NANOS;
    }
}
