package io.nightjar.benchmarks.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.daemon.lab.Machine;
import io.nightjar.daemon.lab.Privileges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Where results come from and go to: lines of JSON, measured now or earlier, and a page that is made of them. */
public final class ResultOptions {

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Measure nothing; take these JSON lines of earlier runs.")
    private @Nullable Path from;

    @Option(names = "--page", paramLabel = "FILE", description = "Write the tables there, too.")
    private @Nullable Path page;

    private final ObjectMapper json = new ObjectMapper();

    /** Something that is a line of JSON. */
    public interface Line {

        /** What went wrong; empty if nothing did. */
        List<String> remarks();
    }

    /** Takes its time. */
    @FunctionalInterface
    public interface Measurement<R> {

        List<R> measure() throws IOException;
    }

    /**
     * Measures, or reads, and reports.
     *
     * @return the exit code of a benchmark
     */
    public <R extends Line> int report(Class<R> type, Measurement<R> measurement, Function<List<R>, Page> report)
            throws IOException {
        List<R> results = from == null ? measurement.measure() : read(from, type);
        Page written = report.apply(results);
        if (page != null) {
            written.write(page);
        }
        System.err.println(written.markdown());
        boolean clean = results.stream().allMatch(result -> result.remarks().isEmpty());
        return clean ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private <R> List<R> read(Path file, Class<R> type) throws IOException {
        List<R> results = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            results.add(json.readValue(line, type));
        }
        return results;
    }

    /** One more result. */
    public void print(Line result) throws IOException {
        System.out.println(json.writeValueAsString(result));
    }

    /**
     * This machine, on which namespaces are made.
     *
     * @param benchmark the command that needs it
     * @param packages that are installed if they are not there
     * @throws IOException if we are not root
     */
    public static Machine machine(String benchmark, String... packages) throws IOException {
        if (!Privileges.isRoot()) {
            throw new IOException(benchmark + " needs root, because it makes network namespaces");
        }
        Machine machine = Machine.local();
        machine.packages().install(packages);
        return machine;
    }
}
