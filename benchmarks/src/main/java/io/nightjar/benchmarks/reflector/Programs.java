package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.harness.BirdWords;
import io.nightjar.benchmarks.harness.FrrWords;
import io.nightjar.benchmarks.harness.NightjarWords;
import io.nightjar.benchmarks.harness.ProgramVersion;
import io.nightjar.daemon.lab.DebianPackages;
import io.nightjar.daemon.lab.LabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Starts a contender as a reflector. */
final class Programs {

    private static final String OPENBGPD_USER = "_openbgpd";

    private Programs() {}

    /**
     * How it is started.
     *
     * @param words the command line
     * @param environment more variables
     * @param version the command line that makes it say what it is
     */
    private record Start(List<String> words, Map<String, String> environment, List<String> version) {}

    static LabProcess start(Contender contender, Ground ground, int clients) throws IOException {
        Start start = start(contender, ground, configuration(contender, ground, clients));
        return ground.start(contender.name().toLowerCase(Locale.ROOT), start.words, start.environment);
    }

    /** What it says that it is. */
    static String version(Contender contender, Ground ground) throws IOException {
        Start start = start(contender, ground, ground.folder());
        if (start.version.isEmpty()) {
            return "";
        }
        return ProgramVersion.of(ground.machine().commands(), start.version);
    }

    private static Path configuration(Contender contender, Ground ground, int clients) throws IOException {
        String control = ground.folder().resolve("control").toString();
        return Files.writeString(
                ground.folder().resolve("configuration"), Configurations.of(contender, clients, control));
    }

    private static Start start(Contender contender, Ground ground, Path file) throws IOException {
        DebianPackages packages = ground.machine().packages();
        return switch (contender) {
            case NULL -> new Start(nullWords(), Map.of(), List.of());
            case NIGHTJAR -> nightjar(packages, ground.folder(), file);
            case BIRD1 -> bird(packages.unpacked("bird"), ground.folder(), file);
            case BIRD2 -> bird(packages.unpacked("bird2"), ground.folder(), file);
            case FRR -> frr(new FrrWords(packages.unpackedTree("frr"), ground.folder()), file);
            case OPENBGPD -> openBgpd(packages.unpacked("openbgpd"), ground.folder(), file);
            case GOBGP -> goBgp(packages.unpackedTree("gobgpd"), file);
        };
    }

    private static List<String> nullWords() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:MaxDirectMemorySize=4g",
                "-cp",
                System.getProperty("java.class.path"),
                NullReflector.class.getName());
    }

    private static Start nightjar(DebianPackages packages, Path folder, Path file) {
        Path launcher = NightjarWords.launcher(packages);
        return new Start(
                NightjarWords.run(launcher, folder.resolve("control"), "--config", file.toString()),
                NightjarWords.environment(),
                NightjarWords.version(launcher));
    }

    private static Start bird(Path programs, Path folder, Path file) {
        Path program = programs.resolve("bird");
        return new Start(BirdWords.of(program, file, folder), Map.of(), BirdWords.version(program));
    }

    private static Start frr(FrrWords words, Path file) {
        return new Start(words.bgpdAlone(file), words.environment(), words.version());
    }

    /** It wants a user of its own to drop its privileges to, and finds one in a user list that nobody else sees. */
    private static Start openBgpd(Path programs, Path folder, Path file) throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Path users = Files.writeString(
                folder.resolve("passwd"),
                Files.readString(Path.of("/etc/passwd")) + OPENBGPD_USER + ":x:0:0::" + empty + ":/bin/false\n");
        String program = programs.resolve("bgpd").toString();
        String script = "mount --bind " + users + " /etc/passwd && exec " + program + " -d -v -f " + file;
        return new Start(List.of("unshare", "-m", "sh", "-c", script), Map.of(), List.of(program, "-V"));
    }

    private static Start goBgp(Path tree, Path file) {
        String program = tree.resolve("usr/bin/gobgpd").toString();
        return new Start(
                List.of(program, "--config-file", file.toString(), "--log-plain", "--log-level=warn"),
                Map.of(),
                List.of(program, "--version"));
    }
}
