package io.nightjar.daemon.lab;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to run Nightjar's command line as a process of its own: with this process' Java, options and class path. */
public record NightjarProgram(List<String> words) {

    private static final String MAIN_CLASS = "io.nightjar.daemon.Main";

    public NightjarProgram {
        words = List.copyOf(words);
    }

    /** The program that this process itself was started from. */
    public static NightjarProgram ofThisProcess() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(NightjarProgram::isInherited)
                .forEach(words::add);
        words.add("-cp");
        words.add(real(System.getProperty("java.class.path")));
        words.add(MAIN_CLASS);
        return new NightjarProgram(words);
    }

    /** The command line with these arguments. */
    public List<String> with(String... arguments) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(arguments));
        return List.copyOf(all);
    }

    /** Agents measure or debug this process; a second copy would fight over its files and ports. */
    private static boolean isInherited(String option) {
        return !option.startsWith("-javaagent") && !option.startsWith("-agent");
    }

    /** Also where a package's launcher names it by one of this process' own files. */
    private static String real(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            entries.add(real(Path.of(entry)));
        }
        return String.join(File.pathSeparator, entries);
    }

    private static String real(Path entry) {
        try {
            return entry.toFile().getCanonicalPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell where " + entry + " is", e);
        }
    }
}
