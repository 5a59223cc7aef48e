package io.nightjar.conformance.sim;

import java.util.Set;

/**
 * Who is whose peer at a moment, as the operator wants it.
 *
 * @param mesh whether every node is a peer of each other one
 * @param members the nodes
 * @param reflectors which are peers of all nodes
 */
record Wiring(boolean mesh, Set<Machine> members, Set<Machine> reflectors) {

    /** Nobody knows anybody. */
    static final Wiring NONE = new Wiring(false, Set.of(), Set.of());

    Wiring {
        members = Set.copyOf(members);
        reflectors = Set.copyOf(reflectors);
    }

    /** Whether two machines are to have a session. */
    boolean arePeers(Machine one, Machine other) {
        boolean known = one != other && isPart(one) && isPart(other);
        boolean strangers = one.isStandalone() && other.isStandalone();
        return known && !strangers && (mesh || reflectors.contains(one) || reflectors.contains(other));
    }

    private boolean isPart(Machine machine) {
        return machine.isStandalone() || members.contains(machine);
    }
}
