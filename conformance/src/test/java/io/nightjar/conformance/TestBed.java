package io.nightjar.conformance;

import io.nightjar.daemon.ArchivedNightjar;
import io.nightjar.daemon.SystemNanoClock;
import io.nightjar.daemon.lab.ConditionWait;
import io.nightjar.daemon.lab.LabException;
import io.nightjar.daemon.lab.LabPlan;
import io.nightjar.daemon.lab.LabSite;
import io.nightjar.daemon.lab.Machine;
import io.nightjar.daemon.lab.NightjarProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A lab's place with the expectations that tests have of it; a failed one shows the log of every program. */
public final class TestBed implements AutoCloseable {

    private static final Duration PACE = Duration.ofMillis(20);
    private static final Machine MACHINE = Machine.local();
    private static final Map<String, Path> TREES = new ConcurrentHashMap<>();

    private final LabSite site;
    private final ConditionWait conditionWait = conditionWait();

    private TestBed(LabSite site) {
        this.site = site;
    }

    public static TestBed of(LabPlan plan) {
        return new TestBed(LabSite.open(MACHINE, plan));
    }

    public static ConditionWait conditionWait() {
        return new ConditionWait(new SystemNanoClock(), PACE);
    }

    /** Nightjar's command line as a process of its own, from the classes under test. */
    public static NightjarProgram nightjar() {
        return ArchivedNightjar.program();
    }

    /** The programs of a Debian package that is unpacked beside the system. */
    public static Path unpacked(String debianPackage) {
        return MACHINE.packages().unpacked(debianPackage);
    }

    /** All files of a Debian package that is unpacked beside the system. */
    public static Path unpackedTree(String debianPackage) {
        return TREES.computeIfAbsent(debianPackage, MACHINE.packages()::unpackedTree);
    }

    public LabSite site() {
        return site;
    }

    /** Waits until nothing is missing; tells and reports how long that took. */
    public Duration eventually(String what, Duration limit, Supplier<List<String>> missing) {
        try {
            Duration taken = conditionWait.until(what, limit, missing);
            System.out.printf(Locale.ROOT, "measured: %s: %d ms%n", what, taken.toMillis());
            return taken;
        } catch (LabException e) {
            throw new AssertionError(e.reason() + "\n" + site.logs(), e);
        }
    }

    /** Waits until it is so. */
    public Duration eventually(String what, Duration limit, BooleanSupplier condition, Supplier<String> seen) {
        return eventually(what, limit, () -> condition.getAsBoolean() ? List.of() : List.of("seen: " + seen.get()));
    }

    /** Waits until {@code ip route} on that node shows the line. */
    public Duration awaitRoute(String node, String line, Duration limit) {
        return eventually(
                node + " shows " + line,
                limit,
                () -> routes(node).contains(line),
                () -> String.join(" | ", routes(node)));
    }

    /** Waits until {@code ip route} on that node shows no line that begins like this. */
    public Duration awaitNoRoute(String node, String beginning, Duration limit) {
        return eventually(
                node + " does not show " + beginning,
                limit,
                () -> routes(node).stream().noneMatch(line -> line.startsWith(beginning)),
                () -> String.join(" | ", routes(node)));
    }

    /** A node's IPv4 routes, and its IPv6 routes after them. */
    public List<String> routes(String node) {
        return site.output(node, "sh", "-c", "ip route; ip -6 route")
                .lines()
                .map(String::stripTrailing)
                .toList();
    }

    @Override
    public void close() {
        site.close();
    }
}
