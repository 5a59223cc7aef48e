package io.nightjar.daemon.lab;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The machine's folders that containers see under the same names: Java, Nightjar's classes and the unpacked packages, which
 * they may only read, and the labs' own folder.
 */
record ContainerMounts(Set<Path> readOnly, Path labs) {

    ContainerMounts {
        readOnly = Set.copyOf(readOnly);
    }

    /** What a copy of this process needs, and the peers. */
    static ContainerMounts ofThisProcess() {
        Path cache = Path.of(Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(text -> !text.isBlank())
                .orElse(System.getProperty("user.home") + "/.cache"));
        Set<Path> folders = new LinkedHashSet<>();
        Path javaHome = Path.of(System.getProperty("java.home"));
        folders.add(javaHome);
        folders.add(settings(javaHome));
        folders.add(cache.resolve("nightjar/packages"));
        folders.addAll(classPathFolders(System.getProperty("java.class.path")));
        return new ContainerMounts(folders, LabRegistry.ROOT);
    }

    /** Debian's Java keeps its settings elsewhere and leads there with symbolic links. */
    private static Path settings(Path javaHome) {
        Path file = javaHome.resolve("conf/security/java.security");
        try {
            return file.toRealPath().resolve("../..").normalize();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find " + file, e);
        }
    }

    /** Folders of classes as they are, and for each of the machine's top folders one that all archives below it are in. */
    static Set<Path> classPathFolders(String classPath) {
        Set<Path> folders = new LinkedHashSet<>();
        Map<Path, Path> archives = new LinkedHashMap<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path path = Path.of(entry).toAbsolutePath().normalize();
            if (!entry.endsWith(".jar")) {
                folders.add(path);
            } else {
                archives.merge(path.getName(0), folderOf(path), ContainerMounts::common);
            }
        }
        folders.addAll(archives.values());
        return folders;
    }

    private static Path folderOf(Path archive) {
        if (archive.getNameCount() < 2) {
            throw new LabException("containers would see the whole machine because of " + archive);
        }
        return archive.resolve("..").normalize();
    }

    /** The longest folder that both are in, or are. */
    private static Path common(Path one, Path other) {
        int names = 1;
        int limit = Math.min(one.getNameCount(), other.getNameCount());
        while (names < limit && one.getName(names).equals(other.getName(names))) {
            names++;
        }
        return Path.of("/").resolve(one.subpath(0, names));
    }

    /** Podman's options. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        readOnly.stream()
                .filter(path -> path.toFile().exists())
                .sorted()
                .forEach(path -> options.add("--volume=" + path + ":" + path + ":ro"));
        options.add("--volume=" + labs + ":" + labs);
        return options;
    }
}
