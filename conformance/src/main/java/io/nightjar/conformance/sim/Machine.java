package io.nightjar.conformance.sim;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelRoute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A machine of the cluster: its switch, its places in the network, its kernel and, as long as it runs, its speaker. */
final class Machine {

    /** After that, a start is over: all that others have to say has been said. */
    private static final long CALM_NANOS = 150_000_000_000L;

    /** Peers keep routes for two minutes. */
    private static final long GRACE_NANOS = 100_000_000_000L;

    private final String name;
    private final List<IpAddress> addresses;
    private final int number;
    private final SimulatedKernel kernel;
    private @Nullable SpeakerProcess process;
    private boolean on = true;
    private boolean standalone;
    private boolean reflected;
    private boolean graceful;
    private long endedNanos;
    private long bootedNanos;
    private long sides;
    private long slowUntil;
    private long slowNanos;
    private long slackNanos;
    private long lateUntil;
    private long lateNanos;
    private long disturbedNanos;
    private long messagesSent;
    private long octetsSent;

    /**
     * A machine that is on, without a speaker.
     *
     * @param addresses one of each family, IPv4 first
     * @param number its place among all, from 0
     * @param numbering of destinations, in all kernels
     */
    Machine(String name, List<KernelAddress> addresses, int number, Numbering numbering, Watcher watcher) {
        this.name = name;
        this.addresses = addresses.stream().map(KernelAddress::local).toList();
        this.number = number;
        kernel = new SimulatedKernel(
                addresses, numbering, (destination, before, now) -> watcher.changed(this, destination, before, now));
    }

    /** Hears of every change in the kernel of a machine. */
    @FunctionalInterface
    interface Watcher {

        void changed(Machine machine, Prefix destination, @Nullable KernelRoute before, @Nullable KernelRoute now);
    }

    String name() {
        return name;
    }

    /** One of each family, IPv4 first. */
    List<IpAddress> addresses() {
        return addresses;
    }

    /** The address of a family that it has. */
    IpAddress address(Afi afi) {
        for (IpAddress address : addresses) {
            if (address.afi().equals(afi)) {
                return address;
            }
        }
        throw new IllegalStateException(name + " has no " + afi + " address");
    }

    /** Whether it is nothing but a reflector: no node, and without routes. */
    boolean isStandalone() {
        return standalone;
    }

    void standAlone() {
        standalone = true;
    }

    /** Whether it has ever been a node that reflects. */
    boolean hasReflected() {
        return reflected;
    }

    void reflect() {
        reflected = true;
    }

    int number() {
        return number;
    }

    SimulatedKernel kernel() {
        return kernel;
    }

    /** The speaker; null when none runs. */
    @Nullable
    SpeakerProcess process() {
        return process;
    }

    boolean isRunning() {
        return process != null;
    }

    /** A speaker runs from now on. */
    void boot(long nowNanos, SpeakerProcess started) {
        process = started;
        bootedNanos = nowNanos;
        disturb(nowNanos);
    }

    /** The speaker is about to end. */
    void ends(long nowNanos) {
        graceful = nowNanos - quietSince() > CALM_NANOS;
        endedNanos = nowNanos;
        disturb(nowNanos);
    }

    /**
     * No speaker runs any more.
     *
     * @param keepsRoutes whether it left the routes in the kernel, and its peers believe that it comes back
     */
    void ended(boolean keepsRoutes) {
        graceful &= keepsRoutes;
        process = null;
    }

    /** Whether its speaker is, or was a moment ago, away in a way that costs no route, and not for too long. */
    boolean isInGrace(long nowNanos) {
        long back = process == null ? nowNanos : bootedNanos;
        return graceful && back - endedNanos < GRACE_NANOS;
    }

    boolean isOn() {
        return on;
    }

    /** Switches the machine on, or off: then it has neither a speaker nor routes any more, and tells nobody. */
    void setOn(boolean now) {
        on = now;
        if (!now) {
            kernel.lose();
        }
    }

    /** Puts the machine on one side of a partition with this number, 0 to 63, or takes it back. */
    void setSide(int partition, boolean far) {
        long bit = 1L << partition;
        sides = far ? sides | bit : sides & ~bit;
    }

    boolean isPartedFrom(Machine other) {
        return sides != other.sides;
    }

    /** Which side of each partition it is on. */
    long sides() {
        return sides;
    }

    /** Until then, reading one message takes so long. */
    void slowDown(long untilNanos, long nanosEach) {
        slowUntil = untilNanos;
        slowNanos = nanosEach;
        slackNanos = Math.max(slackNanos, nanosEach);
    }

    /** How long reading one message takes now. */
    long readingNanos(long nowNanos) {
        return nowNanos < slowUntil ? slowNanos : 0;
    }

    /** Until then, whatever comes or goes takes longer. */
    void delay(long untilNanos, long nanos) {
        lateUntil = untilNanos;
        lateNanos = nanos;
        slackNanos = Math.max(slackNanos, nanos);
    }

    long extraLatency(long nowNanos) {
        return nowNanos < lateUntil ? lateNanos : 0;
    }

    /** The most that a message may have waited, at any time until now. */
    long slackNanos() {
        return slackNanos;
    }

    /** All sessions of this machine may end because of what happens now, or what lasted until now. */
    void disturb(long nowNanos) {
        disturbedNanos = nowNanos;
    }

    long disturbedNanos() {
        return disturbedNanos;
    }

    /** Since when it has been neither slow nor far away, and its speaker the same; in the future if that is yet to come. */
    long quietSince() {
        return Math.max(disturbedNanos, troubledNanos());
    }

    /** Since when it has been neither slow nor far away. */
    long troubledNanos() {
        return Math.max(slowUntil + slowNanos, lateUntil + lateNanos);
    }

    void countSent(int messages, int octets) {
        messagesSent += messages;
        octetsSent += octets;
    }

    long messagesSent() {
        return messagesSent;
    }

    long octetsSent() {
        return octetsSent;
    }

    @Override
    public String toString() {
        return name;
    }
}
