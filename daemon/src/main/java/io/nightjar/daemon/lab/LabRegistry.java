package io.nightjar.daemon.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Who has a lab on this machine: one folder per lab below {@code /run/nightjar-lab}, with its owner's identity. A new lab takes
 * the lowest free number; a lab whose owner died is cleared by the next one that starts. A lock file keeps two
 * starting labs apart.
 */
public final class LabRegistry {

    /** Where the machine's labs have their files. */
    static final Path ROOT = Path.of("/run/nightjar-lab");

    private static final String OWNER = "owner";
    private static final String PROCESSES = "processes";

    /** A file lock belongs to the whole Java process, so its threads need a lock of their own. */
    private static final ReentrantLock THIS_PROCESS = new ReentrantLock();

    private final Path root;
    private final Commands commands;

    LabRegistry(Path root, Commands commands) {
        this.root = root;
        this.commands = commands;
    }

    /** The machine's registry. */
    public static LabRegistry ofThisMachine(Commands commands) {
        return new LabRegistry(ROOT, commands);
    }

    /** A new place; clears abandoned ones first. */
    Place claim() {
        return locked(() -> {
            for (Path folder : folders()) {
                if (isAbandoned(folder)) {
                    clear(new Place(folder));
                }
            }
            List<String> namespaces = namespaceNames();
            int number = 1;
            while (isTaken(number, namespaces)) {
                number++;
            }
            Path folder = Files.createDirectories(root.resolve(Integer.toString(number)));
            Files.writeString(folder.resolve(OWNER), ProcessIdentity.own().toString());
            return new Place(folder);
        });
    }

    /** Ends the place's processes, removes its namespaces and forgets it. */
    void release(Place place) {
        locked(() -> {
            clear(place);
            return place;
        });
    }

    /** Like {@link #release}, but the files stay, under another name; an older lab's kept files make room. */
    Path releaseKeepingFiles(Place place) {
        return locked(() -> {
                    endProcesses(place);
                    Place kept = new Place(root.resolve(place.name() + ".kept"));
                    if (Files.exists(kept.folder())) {
                        delete(kept.folder());
                    }
                    Files.move(place.folder(), kept.folder());
                    return kept;
                })
                .folder();
    }

    private boolean isTaken(int number, List<String> namespaces) {
        String prefix = new Place(root.resolve(Integer.toString(number))).namespacePrefix();
        return Files.exists(root.resolve(Integer.toString(number)))
                || namespaces.stream().anyMatch(name -> name.startsWith(prefix));
    }

    private static boolean isAbandoned(Path folder) throws IOException {
        Path owner = folder.resolve(OWNER);
        return !Files.exists(owner)
                || ProcessIdentity.parse(Files.readString(owner))
                        .filter(ProcessIdentity::isAlive)
                        .isEmpty();
    }

    private void clear(Place place) throws IOException {
        endProcesses(place);
        delete(place.folder());
    }

    private void endProcesses(Place place) throws IOException {
        Path processes = place.folder().resolve(PROCESSES);
        if (Files.exists(processes)) {
            for (String line : Files.readAllLines(processes)) {
                ProcessIdentity.parse(line).ifPresent(ProcessIdentity::kill);
            }
        }
        for (String name : namespaceNames()) {
            if (name.startsWith(place.namespacePrefix())) {
                commands.output(Command.of("ip", "netns", "pids", name))
                        .lines()
                        .map(Long::valueOf)
                        .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
                commands.output(Command.of("ip", "netns", "delete", name));
            }
        }
    }

    private List<String> namespaceNames() {
        return commands.output(Command.of("ip", "netns", "list"))
                .lines()
                .map(line -> line.split(" ", -1)[0])
                .filter(name -> !name.isBlank())
                .toList();
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(entry -> entry.toFile().getName().matches("\\d+"))
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = new ArrayList<>(tree.toList());
        }
        all.sort(Comparator.reverseOrder());
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    private Place locked(PlaceAction action) {
        THIS_PROCESS.lock();
        try {
            Files.createDirectories(root);
            try (FileChannel channel = FileChannel.open(
                            root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                return lock.isValid() ? action.run() : locked(action);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the lab's state in " + root, e);
        } finally {
            THIS_PROCESS.unlock();
        }
    }

    @FunctionalInterface
    private interface PlaceAction {
        Place run() throws IOException;
    }

    /** One lab's folder; its name is the lab's number. */
    record Place(Path folder) {

        String name() {
            return folder.toFile().getName();
        }

        /** What the names of the lab's namespaces begin with. */
        String namespacePrefix() {
            return "nj" + name() + "-";
        }

        /** Remembers a process, so that the next lab can end it if this one's owner dies. */
        void remember(ProcessIdentity process) {
            try {
                Files.writeString(
                        folder.resolve(PROCESSES),
                        process + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remember process " + process.pid(), e);
            }
        }
    }
}
