package io.nightjar.conformance.interop;

import io.nightjar.conformance.TestBed;
import io.nightjar.daemon.lab.LabSite;
import java.nio.file.Path;
import java.util.Locale;

/** A column of the matrix: which program, from which Debian package, and where it stands. */
enum PeerKind {
    BIRD_1(1, "bird"),
    BIRD_2(2, "bird2"),
    GOBGP(3, "gobgpd"),
    FRR(4, "frr"),
    OPENBGPD(5, "openbgpd"),
    EXABGP(6, "python3-exabgp");

    private final int number;
    private final String debianPackage;

    PeerKind(int number, String debianPackage) {
        this.number = number;
        this.debianPackage = debianPackage;
    }

    /** What Nightjar calls it. */
    String sessionName() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    Station station() {
        return new Station(number);
    }

    /** Starts the program with that setup, from its package that is unpacked beside the system. */
    InteropPeer start(LabSite site, SpeakerSetup setup) {
        Path tree = TestBed.unpackedTree(debianPackage);
        return switch (this) {
            case BIRD_1 -> BirdPeer.bird1(site, tree, setup);
            case BIRD_2 -> BirdPeer.bird2(site, tree, setup);
            case GOBGP -> GoBgpPeer.start(site, tree, setup);
            case FRR -> FrrPeer.start(site, tree, setup);
            case OPENBGPD -> OpenBgpdPeer.start(site, tree, setup);
            case EXABGP -> ExaBgpPeer.start(site, tree, setup);
        };
    }

    /** Whether it writes what it learns into its kernel, so that packets flow. */
    boolean hasKernel() {
        return this == BIRD_1 || this == BIRD_2;
    }
}
