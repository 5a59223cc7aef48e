package io.nightjar.conformance.traffic;

import io.nightjar.daemon.lab.BirdProgram;
import io.nightjar.daemon.lab.NightjarProgram;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Copies of the programs in another place, as an upgrade leaves them. */
final class OtherBuild {

    /** What lies here is ours, and copied; other libraries stay where they are. */
    private static final Path TREE = Path.of(System.getProperty("nightjar.home"));

    /** A container does not see the machine's other programs. */
    private static final boolean IN_NAMESPACES =
            System.getProperty("nightjar.lab.driver", "namespaces").equals("namespaces");

    private OtherBuild() {}

    /** The classes from a copy, run by another Java if this machine has one. */
    static NightjarProgram of(NightjarProgram program, Path folder) {
        List<String> words = new ArrayList<>(program.words());
        if (IN_NAMESPACES) {
            otherJava().ifPresent(other -> words.set(0, other.toString()));
        }
        int classPath = words.indexOf("-cp") + 1;
        List<String> entries = new ArrayList<>();
        for (String entry : words.get(classPath).split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            entries.add(path.startsWith(TREE) ? copy(path, folder.resolve(name(entries.size(), path))) : entry);
        }
        words.set(classPath, String.join(File.pathSeparator, entries));
        return new NightjarProgram(words);
    }

    /** Another Java beside the one that runs this, the newest by its name. */
    static Optional<Path> otherJava() {
        Path home = Path.of(System.getProperty("java.home"));
        try (Stream<Path> homes = Files.list(home.resolve(".."))) {
            Path own = home.toRealPath();
            return homes.filter(Files::isDirectory)
                    .filter(other -> !isSame(other, own))
                    .map(other -> other.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder())
                    .map(Path::normalize);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for another Java", e);
        }
    }

    private static boolean isSame(Path folder, Path own) {
        try {
            return folder.toRealPath().equals(own);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    static BirdProgram of(BirdProgram program, Path folder) {
        return new BirdProgram(
                Path.of(copy(program.daemon(), folder.resolve("bird"))), program.client(), program.options());
    }

    private static String name(int number, Path path) {
        return number + "-" + path.getFileName();
    }

    private static String copy(Path from, Path to) {
        if (!Files.exists(from)) {
            return from.toString();
        }
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
            return to.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + from, e);
        }
    }
}
