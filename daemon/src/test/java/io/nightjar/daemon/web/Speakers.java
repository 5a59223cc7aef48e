package io.nightjar.daemon.web;

import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.testing.FakeDatastore;
import io.nightjar.daemon.config.SpeakerFile;
import io.nightjar.daemon.speaker.ConfigSource;
import io.nightjar.daemon.speaker.ControlThread;
import io.nightjar.daemon.speaker.Daemon;
import io.nightjar.daemon.speaker.DaemonSettings;
import io.nightjar.daemon.speaker.DatastoreSource;
import io.nightjar.daemon.speaker.StaticSource;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Daemons on the loopback interface in this process; they leave the kernel alone. */
public final class Speakers implements AutoCloseable {

    private final Path directory;

    private final int port;

    private final List<Daemon> daemons = new ArrayList<>();

    /**
     * None yet.
     *
     * @param directory for control sockets
     * @param port where all listen
     */
    public Speakers(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** A speaker at an address that starts some routes and knows one neighbour. */
    public Path start(String address, String neighbor, String routes) throws Exception {
        String text = """
                as: 64512
                router-id: %s
                listen: [{address: %s, port: %d}]
                originate: [%s]
                neighbors: [{name: node, address: %s, port: %d, as: 64512, local-address: %s}]
                """.formatted(address, address, port, routes, neighbor, port, address);
        ControlThread control = new ControlThread();
        StaticSource source =
                new StaticSource(SpeakerFile.read(new StringReader(text), address), address, System::nanoTime);
        Path socket = directory.resolve(address + ".ctl");
        start(control, source, socket);
        return socket;
    }

    /** A node of a cluster. */
    public Daemon start(String node, FakeDatastore store, ControlThread control) throws Exception {
        DatastoreSource source = new DatastoreSource(
                store, new SpeakerPlanner(PlanSettings.of(node)), "http://etcd:2379", System::nanoTime);
        return start(control, source, directory.resolve(node + ".ctl"));
    }

    private Daemon start(ControlThread control, ConfigSource source, Path socket) throws Exception {
        DaemonSettings settings = new DaemonSettings(
                "test",
                socket,
                DaemonSettings.NO_KERNEL,
                DaemonSettings.Exit.RESTART,
                System::nanoTime,
                new SplittableRandom(daemons.size()));
        Daemon daemon = new Daemon(settings, control, source);
        daemons.add(daemon);
        daemon.start();
        return daemon;
    }

    @Override
    public void close() {
        daemons.forEach(Daemon::close);
    }
}
