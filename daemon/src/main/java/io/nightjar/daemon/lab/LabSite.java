package io.nightjar.daemon.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One lab's place on the machine: its folder, its namespaces, its processes. Closing it leaves nothing behind. */
public final class LabSite implements AutoCloseable {

    private final LabRegistry registry;
    private final LabRegistry.Place place;
    private final Fabric fabric;
    private final Commands commands;
    private final NodeDriver driver;
    private final List<LabProcess> processes = new ArrayList<>();
    private boolean keepFiles;

    private LabSite(Machine machine, LabRegistry.Place place, Fabric fabric) {
        this.registry = machine.registry();
        this.place = place;
        this.fabric = fabric;
        this.commands = machine.commands();
        this.driver = machine.driver();
    }

    /** Claims a place and builds the plan's network in it. */
    public static LabSite open(Machine machine, LabPlan plan) {
        machine.driver().prepare();
        LabRegistry.Place place = machine.registry().claim();
        Fabric fabric = new Fabric(machine.commands(), place.namespacePrefix(), plan);
        LabSite site = new LabSite(machine, place, fabric);
        boolean built = false;
        try {
            fabric.build();
            built = true;
            return site;
        } finally {
            if (!built) {
                site.close();
            }
        }
    }

    /** A folder of that name for a program's files. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(place.folder().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for " + name, e);
        }
    }

    /** The lab's number on this machine. */
    public String name() {
        return place.name();
    }

    /** The lab's own folder. */
    public Path folder() {
        return place.folder();
    }

    /** The namespace of a node or of a workload. */
    public NetworkNamespace namespace(String member) {
        return fabric.namespace(member);
    }

    /** What a short program prints in a member's namespace. */
    public String output(String member, String... words) {
        return commands.output(namespace(member).command(words));
    }

    /** What becomes of a short program in a member's namespace. */
    public CommandResult run(String member, String... words) {
        return commands.run(namespace(member).command(words));
    }

    public Commands commands() {
        return commands;
    }

    /** Starts a long-running program in a member's namespace; its output goes to {@code NAME.log}. */
    public LabProcess start(String name, String member, List<String> words, Map<String, String> environment) {
        Path log = place.folder().resolve(name + ".log");
        RunningProgram running = driver.start(new NodeProgram(name, namespace(member), words, environment, log));
        LabProcess started = new LabProcess(name, running, log);
        processes.add(started);
        ProcessIdentity.of(started.pid()).ifPresent(place::remember);
        return started;
    }

    /** Every program's log, for an assertion's message. */
    public String logs() {
        StringBuilder all = new StringBuilder();
        for (LabProcess process : processes) {
            all.append("--- ")
                    .append(process.name())
                    .append(" ---\n")
                    .append(process.logTail())
                    .append('\n');
        }
        return all.toString();
    }

    /** Leaves the logs where they are when the lab ends. */
    public void keepFiles() {
        keepFiles = true;
    }

    /** Clears everything, even if somebody has just interrupted this thread. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        processes.forEach(LabProcess::kill);
        if (keepFiles) {
            registry.releaseKeepingFiles(place);
        } else {
            registry.release(place);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
