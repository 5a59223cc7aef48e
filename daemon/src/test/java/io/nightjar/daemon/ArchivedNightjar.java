package io.nightjar.daemon;

import io.nightjar.daemon.lab.NightjarProgram;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Nightjar as this process can start it, with an archive of classes as its launcher has one: tests start it hundreds of times, each
 * time cold. The archive is made once for all tests, which takes as long as a dozen starts: whoever comes first makes it.
 */
public final class ArchivedNightjar {

    private static final String CLASS_PATH = "-cp";

    private static final NightjarProgram PROGRAM = of(NightjarProgram.ofThisProcess());

    private final Path archive;
    private final List<Path> jars;
    private final List<String> start;

    private ArchivedNightjar(Path archive, List<Path> jars, List<String> start) {
        this.archive = archive;
        this.jars = List.copyOf(jars);
        this.start = List.copyOf(start);
    }

    /** This process' program; without an archive where its classes are not in jars, as Java archives no others. */
    public static NightjarProgram program() {
        return PROGRAM;
    }

    private static NightjarProgram of(NightjarProgram program) {
        Path jar = Path.of(URI.create(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        Path libraries = jar.resolveSibling("lib");
        if (!jar.toString().endsWith(".jar") || !Files.isDirectory(libraries)) {
            return program;
        }
        List<String> words = program.words();
        List<String> start = new ArrayList<>(words.subList(0, words.indexOf(CLASS_PATH)));
        int java = Runtime.version().feature();
        if (java >= 22) {
            start.add("--enable-native-access=ALL-UNNAMED"); // as the launcher does
        }
        Path archive = jar.resolveSibling("nightjar-tests-" + java + ".jsa");
        try {
            ArchivedNightjar archived = new ArchivedNightjar(archive, withLibraries(jar, libraries), start);
            return archived.provide() ? archived.program(words.get(words.size() - 1)) : program;
        } catch (IOException e) {
            throw new UncheckedIOException("no place for an archive of classes", e);
        }
    }

    private static List<Path> withLibraries(Path jar, Path libraries) throws IOException {
        try (Stream<Path> files = Files.list(libraries)) {
            return Stream.concat(Stream.of(jar), files.sorted()).toList();
        }
    }

    /** Whether there is an archive then; others who want it wait meanwhile. */
    private boolean provide() throws IOException {
        Path lock = archive.resolveSibling(archive.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            if (!isCurrent()) {
                dump();
            }
            return isCurrent();
        }
    }

    private boolean isCurrent() throws IOException {
        if (!Files.exists(archive)) {
            return false;
        }
        for (Path jar : jars) {
            if (Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(archive)) > 0) {
                return false;
            }
        }
        return true;
    }

    private void dump() throws IOException {
        Path classes = Path.of(System.getProperty("nightjar.home"), "daemon/src/main/dist/classes");
        Path fresh = archive.resolveSibling(archive.getFileName() + ".new");
        Files.deleteIfExists(archive);
        List<String> all = new ArrayList<>(start);
        all.addAll(List.of("-Xshare:dump", "-Xlog:disable", "-XX:SharedClassListFile=" + classes));
        all.addAll(List.of("-XX:SharedArchiveFile=" + fresh, CLASS_PATH, classPath()));
        Process dump = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        dump.onExit().join();
        if (Files.exists(fresh)) {
            Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private NightjarProgram program(String mainClass) {
        List<String> all = new ArrayList<>(start);
        all.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0"));
        all.addAll(List.of("-Xshare:auto", "-Xlog:cds=off", "-XX:SharedArchiveFile=" + archive, CLASS_PATH));
        all.addAll(List.of(classPath(), mainClass));
        return new NightjarProgram(all);
    }

    private String classPath() {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
