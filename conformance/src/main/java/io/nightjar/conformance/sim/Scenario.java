package io.nightjar.conformance.sim;

import java.time.Duration;
import java.util.Set;

/**
 * What is simulated. Equal scenarios have equal results.
 *
 * @param nodes how many machines
 * @param topology who is whose peer
 * @param reflection which of the machines reflect, if any do
 * @param addresses of nodes and for workloads
 * @param seed decides everything else
 * @param faults what goes wrong
 * @param pace times
 */
record Scenario(
        int nodes, Topology topology, Reflection reflection, Addresses addresses, long seed, Faults faults, Pace pace) {

    /** The most machines. */
    static final int MAX_NODES = 20_000;

    /** The most reflectors. */
    static final int MAX_REFLECTORS = 16;

    Scenario {
        if (topology == Topology.MESH) {
            reflection = Reflection.NONE;
        }
    }

    /** Who is whose peer. */
    enum Topology {
        /** Everybody is everybody's. */
        MESH,
        /** Everybody is each reflector's. */
        REFLECTORS,
        /** Everybody is each reflector's, and reflectors are no nodes: they know neither each other nor a kernel. */
        STANDALONE
    }

    /**
     * What addresses there are.
     *
     * @param blocks for each node at the beginning, of each family
     * @param dualStack whether there is IPv6 beside IPv4
     */
    record Addresses(int blocks, boolean dualStack) {

        static final Addresses DEFAULT = new Addresses(1, false);
    }

    /**
     * Which machines reflect.
     *
     * @param reflectors how many
     * @param clusters how many cluster ids they have: those with the same one take nothing from each other that came from a client
     */
    record Reflection(int reflectors, int clusters) {

        static final Reflection NONE = new Reflection(0, 0);

        /** The cluster id of a reflector by its number, from 1. */
        int cluster(int reflector) {
            return reflector % clusters + 1;
        }
    }

    /**
     * What goes wrong.
     *
     * @param count how often
     * @param kinds what
     */
    record Faults(int count, Set<FaultKind> kinds) {

        static final Faults NONE = new Faults(0, Set.of());
    }

    /**
     * Times, all of them virtual.
     *
     * @param startSpread within which all speakers are started
     * @param latency the most that a message takes from machine to machine
     * @param cost for how long a message that a speaker takes in, or a piece that it sends, keeps it busy
     * @param settle how long everything has to stay right
     * @param patience how long it may take until everything is right
     */
    record Pace(Duration startSpread, Duration latency, Duration cost, Duration settle, Duration patience) {

        static final Pace DEFAULT = new Pace(
                Duration.ofSeconds(1),
                Duration.ofMillis(1),
                Duration.ofNanos(10_000),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1200));

        Pace withCost(Duration other) {
            return new Pace(startSpread, latency, other, settle, patience);
        }
    }
}
