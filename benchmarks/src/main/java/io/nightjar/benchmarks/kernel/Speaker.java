package io.nightjar.benchmarks.kernel;

import io.nightjar.daemon.lab.LabProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A BGP speaker in the target with one session from the feed.
 *
 * @param version what it says that it is
 * @param programs its processes
 */
record Speaker(String version, List<LabProcess> programs, Feed feed) implements RouteDriver {

    Speaker {
        programs = List.copyOf(programs);
    }

    @Override
    public void add() throws IOException {
        feed.announce();
    }

    @Override
    public void remove() throws IOException {
        feed.withdraw();
    }

    @Override
    public List<Long> processes() {
        return programs.stream().map(LabProcess::pid).toList();
    }

    @Override
    public void close() {
        try {
            feed.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        programs.forEach(LabProcess::kill);
    }
}
