package io.nightjar.conformance.sim;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelRoute;
import org.jspecify.annotations.Nullable;

/** A machine of the cluster: its switch, its place in the network, its kernel and, as long as it runs, its speaker. */
final class Machine {

    private final String name;
    private final IpAddress address;
    private final int number;
    private final SimulatedKernel kernel;
    private @Nullable SpeakerProcess process;
    private boolean on = true;
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
     * @param number its place among all, from 0
     */
    Machine(String name, IpAddress address, int number, Prefix network, Watcher watcher) {
        this.name = name;
        this.address = address;
        this.number = number;
        kernel = new SimulatedKernel(
                address, network, (destination, before, now) -> watcher.changed(this, destination, before, now));
    }

    /** Hears of every change in the kernel of a machine. */
    @FunctionalInterface
    interface Watcher {

        void changed(Machine machine, Prefix destination, @Nullable KernelRoute before, @Nullable KernelRoute now);
    }

    String name() {
        return name;
    }

    IpAddress address() {
        return address;
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

    void run(@Nullable SpeakerProcess started) {
        process = started;
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
        return Math.max(disturbedNanos, Math.max(slowUntil + slowNanos, lateUntil + lateNanos));
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
