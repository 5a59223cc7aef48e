package io.nightjar.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All features with all peers. One bed at a time: cells come scenario by scenario. A cell that fails is checked once more with all
 * peers started anew, and the log and the page say so. With {@code -Dinterop.features=reflection} only rows with that word are
 * looked at, with {@code -Dinterop.peers=BIRD} only such columns, and the page of the whole matrix is left alone, as it is
 * when nodes are containers.
 */
@RequiresNetworkNamespaces
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InteropMatrixIT {

    private static final Path DOCS = Path.of(System.getProperty("nightjar.home"), "docs");
    private static final String DRIVER = System.getProperty("nightjar.lab.driver", "namespaces");
    private static final String WANTED = System.getProperty("interop.features", "");
    private static final String PEERS = System.getProperty("interop.peers", "");

    private static final int TRIES = 2;

    private final InteropTable table = new InteropTable();
    private final Set<InteropScenario> broken = EnumSet.noneOf(InteropScenario.class);
    private @Nullable InteropBed bed;

    static Stream<Arguments> cells() {
        return Arrays.stream(InteropScenario.values())
                .flatMap(scenario -> InteropFeature.of(scenario).stream())
                .filter(feature -> feature.title().contains(WANTED))
                .flatMap(feature -> Arrays.stream(PeerKind.values())
                        .filter(kind -> kind.name().contains(PEERS))
                        .map(kind -> Arguments.of(feature, kind)));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("cells")
    void cell(InteropFeature feature, PeerKind kind) {
        if (feature.lackedBy(kind).isPresent()) {
            table.lacking(feature, kind);
            return;
        }
        table.failed(feature, kind);
        boolean anew = false;
        for (int tries = 1; !attempt(feature, kind, tries); tries++) {
            anew = true;
            closeBed();
        }
        if (anew) {
            table.passedAnew(feature, kind);
        } else {
            table.passed(feature, kind);
        }
    }

    /** Whether it works; at the last try, a failure is one. */
    private boolean attempt(InteropFeature feature, PeerKind kind, int tries) {
        try {
            check(feature, kind);
            return true;
        } catch (AssertionError failure) {
            String logs = bed == null ? "" : bed.bed().site().logs();
            System.out.printf("%s with %s, try %d: %s%n%s%n", feature, kind, tries, failure.getMessage(), logs);
            if (tries == TRIES) {
                throw failure;
            }
            return false;
        }
    }

    private void check(InteropFeature feature, PeerKind kind) {
        InteropCell cell = new InteropCell(bedFor(feature.scenario()), kind);
        feature.check().accept(cell);
        table.version(kind, cell.peer().version());
    }

    @AfterAll
    void writePage() throws IOException {
        closeBed();
        if (table.isComplete() && DRIVER.equals("namespaces")) {
            Files.writeString(DOCS.resolve("interop.md"), table.markdown());
        }
        System.out.println(table.markdown());
    }

    /** A bed that cannot be built is not tried again for each peer. */
    private InteropBed bedFor(InteropScenario scenario) {
        InteropBed open = bed;
        if (open == null || open.scenario() != scenario) {
            closeBed();
            assertThat(broken).as("scenarios whose bed could not be built").doesNotContain(scenario);
            broken.add(scenario);
            open = InteropBed.open(scenario, peersOf(scenario));
            broken.remove(scenario);
            bed = open;
        }
        return open;
    }

    private void closeBed() {
        InteropBed open = bed;
        bed = null;
        if (open != null) {
            open.close();
        }
    }

    /** Those that have any of the scenario's features: the others may not even understand their configuration. */
    private static Set<PeerKind> peersOf(InteropScenario scenario) {
        Set<PeerKind> kinds = EnumSet.noneOf(PeerKind.class);
        for (InteropFeature feature : InteropFeature.of(scenario)) {
            for (PeerKind kind : PeerKind.values()) {
                if (feature.lackedBy(kind).isEmpty()) {
                    kinds.add(kind);
                }
            }
        }
        return kinds;
    }
}
