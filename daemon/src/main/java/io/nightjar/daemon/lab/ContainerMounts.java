package io.nightjar.daemon.lab;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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

    /** Folders of classes as they are, and one folder that all archives are in. */
    static Set<Path> classPathFolders(String classPath) {
        Set<Path> folders = new LinkedHashSet<>();
        Path archives = null;
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path path = Path.of(entry).toAbsolutePath().normalize();
            if (!entry.endsWith(".jar")) {
                folders.add(path);
            } else {
                archives = archives == null ? path.resolve("..").normalize() : common(archives, path);
            }
        }
        if (archives != null) {
            folders.add(archives);
        }
        return folders;
    }

    private static Path common(Path folder, Path file) {
        int names = 0;
        while (names < folder.getNameCount() && folder.getName(names).equals(file.getName(names))) {
            names++;
        }
        if (names == 0) {
            throw new LabException("the class path has archives all over the machine: containers cannot see them");
        }
        return Path.of("/").resolve(folder.subpath(0, names));
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
