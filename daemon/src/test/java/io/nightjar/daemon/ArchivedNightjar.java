package io.nightjar.daemon;

import io.nightjar.daemon.lab.NightjarProgram;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Nightjar as this process can start it, with an archive of classes as its launcher has one: tests start it hundreds of times, each
 * time cold.
 */
public final class ArchivedNightjar {

    private static final String CLASS_PATH = "-cp";

    private static final NightjarProgram PROGRAM = of(NightjarProgram.ofThisProcess());

    private ArchivedNightjar() {}

    /** This process' program; without an archive where its classes are not in jars, as Java archives no others. */
    public static NightjarProgram program() {
        return PROGRAM;
    }

    private static NightjarProgram of(NightjarProgram program) {
        if (!Main.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .endsWith(".jar")) {
            return program;
        }
        List<String> words = program.words();
        int place = words.indexOf(CLASS_PATH);
        List<String> start = new ArrayList<>(words.subList(0, place));
        if (Runtime.version().feature() >= 22) {
            start.add("--enable-native-access=ALL-UNNAMED"); // as the launcher does
        }
        String jars = Arrays.stream(words.get(place + 1).split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
        try {
            Path folder = Files.createTempDirectory("nightjar-classes");
            Path archive = folder.resolve("nightjar.jsa");
            folder.toFile().deleteOnExit();
            archive.toFile().deleteOnExit();
            dump(start, archive, jars);
            return Files.exists(archive) ? new NightjarProgram(archived(start, archive, jars, words)) : program;
        } catch (IOException e) {
            throw new UncheckedIOException("no place for an archive of classes", e);
        }
    }

    private static List<String> archived(List<String> start, Path archive, String jars, List<String> words) {
        List<String> all = new ArrayList<>(start);
        all.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0"));
        all.addAll(List.of("-Xshare:auto", "-Xlog:cds=off", "-XX:SharedArchiveFile=" + archive, CLASS_PATH, jars));
        all.add(words.get(words.size() - 1));
        return all;
    }

    private static void dump(List<String> start, Path archive, String jars) throws IOException {
        Path classes = Path.of(System.getProperty("nightjar.home"), "daemon/src/main/dist/classes");
        List<String> all = new ArrayList<>(start);
        all.addAll(List.of("-Xshare:dump", "-Xlog:disable", "-XX:SharedClassListFile=" + classes));
        all.addAll(List.of("-XX:SharedArchiveFile=" + archive, CLASS_PATH, jars));
        Process dump = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        dump.onExit().join();
    }
}
