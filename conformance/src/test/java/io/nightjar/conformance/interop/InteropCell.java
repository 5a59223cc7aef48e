package io.nightjar.conformance.interop;

import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.daemon.control.StatusReport;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A cell of the matrix at work: one peer of a bed, and what is expected of both sides. */
record InteropCell(InteropBed bed, PeerKind kind) {

    /** What peers call their session with Nightjar. */
    static final String NIGHTJAR = "nightjar";

    InteropPeer peer() {
        return bed.peer(kind);
    }

    Station station() {
        return kind.station();
    }

    /** The block that Nightjar announces. */
    String ourBlock() {
        return bed.scenario().block(Station.NIGHTJAR);
    }

    /** The block that the peer announces. */
    String theirBlock() {
        return bed.scenario().block(station());
    }

    String ourAddress() {
        return bed.scenario().peer(station()).session(NIGHTJAR).otherAddress();
    }

    String theirAddress() {
        return bed.scenario().peer(station()).session(NIGHTJAR).ownAddress();
    }

    /** Waits until both sides call the session Established. */
    void awaitEstablished() {
        eventually(
                "Nightjar's session with " + kind + " is Established",
                () -> status(peer -> peer.state().equals("Established")),
                this::statusText);
        eventually(
                kind + "'s session with Nightjar is Established",
                () -> peer().isEstablished(NIGHTJAR),
                () -> peer().session(NIGHTJAR));
    }

    /** Waits until the peer shows such a path for the prefix. */
    void awaitPath(String prefix, String what, Predicate<PeerPath> wanted) {
        awaitPaths(prefix, what, paths -> paths.stream().anyMatch(wanted));
    }

    /** Waits until the peer's paths for the prefix are as wanted. */
    void awaitPaths(String prefix, String what, Predicate<List<PeerPath>> wanted) {
        eventually(
                kind + " shows " + prefix + " " + what,
                () -> wanted.test(peer().paths(prefix)),
                () -> peer().paths(prefix).toString());
    }

    /** Waits until Nightjar's kernel leads to the prefix through that gateway. */
    void awaitOurKernel(String prefix, String gateway) {
        awaitKernel(Station.NIGHTJAR, prefix + " via " + gateway + " dev " + InteropBed.INTERFACE + " proto bird");
    }

    /** Waits until a node's kernel has a route that begins like this. */
    void awaitKernel(Station where, String beginning) {
        eventually(
                where.node() + " shows " + beginning,
                () -> bed.bed().routes(where.node()).stream().anyMatch(line -> line.startsWith(beginning)),
                () -> String.join(" | ", bed.bed().routes(where.node())));
    }

    void awaitNotInOurKernel(String prefix) {
        bed.bed().awaitNoRoute(Station.NIGHTJAR.node(), prefix, InteropBed.LIMIT);
    }

    /** Waits until Nightjar says this about the session. */
    void awaitStatus(String what, Predicate<StatusReport.Peer> wanted) {
        eventually("Nightjar's status of " + kind + " shows " + what, () -> status(wanted), this::statusText);
    }

    private boolean status(Predicate<StatusReport.Peer> wanted) {
        return bed.status(kind.sessionName()).filter(wanted).isPresent();
    }

    private String statusText() {
        return bed.status(kind.sessionName()).toString();
    }

    /** Waits until Nightjar has received such a path for the peer's block. */
    void awaitReceived(String what, Predicate<RoutesReport.Path> wanted) {
        eventually(
                "Nightjar has received " + theirBlock() + " from " + kind + " " + what,
                () -> bed.received(kind.sessionName(), theirBlock()).stream().anyMatch(wanted),
                () -> bed.received(kind.sessionName(), theirBlock()).toString());
    }

    /** Waits until it is so. */
    void eventually(String what, BooleanSupplier condition, Supplier<String> seen) {
        bed.bed().eventually(what, InteropBed.LIMIT, condition, seen);
    }
}
