package io.nightjar.benchmarks.kernel;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.daemon.lab.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** {@code ip -batch}: a program that reads a file and writes one route after the other. */
record IpBatch(Ground ground, Path additions, Path removals) implements RouteDriver {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    static IpBatch prepare(Ground ground, int count) throws IOException {
        Path folder = ground.site().folder("batch");
        return new IpBatch(
                ground,
                Files.writeString(folder.resolve("additions"), lines("add", count)),
                Files.writeString(folder.resolve("removals"), lines("del", count)));
    }

    private static String lines(String verb, int count) {
        return Blocks.prefixes(count).stream().map(prefix -> line(verb, prefix)).collect(Collectors.joining());
    }

    private static String line(String verb, Prefix prefix) {
        return "route " + verb + " " + prefix + " via " + Ground.FEED_ADDRESS + " dev " + Ground.DEVICE + " proto 12\n";
    }

    @Override
    public String version() {
        return ground.site().commands().output(Command.of("ip", "-V")).strip();
    }

    @Override
    public void add() {
        run(additions);
    }

    @Override
    public void remove() {
        run(removals);
    }

    private void run(Path file) {
        Command command = ground.site().namespace(Ground.TARGET).command("ip", "-batch", file.toString());
        ground.site().commands().output(command.within(LIMIT));
    }

    @Override
    public List<Long> processes() {
        return List.of();
    }

    @Override
    public void close() {}
}
