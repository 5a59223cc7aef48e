package io.nightjar.benchmarks;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.PrefixTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Looking prefixes up, in the order in which nobody has put them, in tables of rising size. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PrefixTableBenchmark {

    private static final long SEED = 1;

    private record Entry(Prefix prefix) implements PrefixTable.Entry {}

    /** How many prefixes the table has. */
    @Param({"1000", "10000", "100000", "1000000"})
    public int size;

    private final PrefixTable<Entry> table = new PrefixTable<>();

    private List<Prefix> asked = List.of();

    private int next;

    /** Fills the table; what is asked for is equal to what is in it, but another object, as if it had been received. */
    @Setup
    public void fill() {
        List<Prefix> shuffled = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            table.put(new Entry(SampleRoutes.block(i)));
            shuffled.add(SampleRoutes.block(i));
        }
        Collections.shuffle(shuffled, new Random(SEED));
        asked = shuffled;
    }

    private Prefix following() {
        next = next + 1 == size ? 0 : next + 1;
        return asked.get(next);
    }

    /** One that is there. */
    @Benchmark
    public @Nullable Object find() {
        return table.get(following());
    }

    /** One that is there goes, and comes back. */
    @Benchmark
    public @Nullable Object removeAndPut() {
        Prefix prefix = following();
        table.remove(prefix);
        return table.put(new Entry(prefix));
    }
}
