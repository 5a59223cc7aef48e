package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.nightjar.daemon.lab.Command;
import io.nightjar.daemon.lab.CommandResult;
import io.nightjar.daemon.lab.HostCommands;
import io.nightjar.daemon.lab.Privileges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a tree of its own, whose Maven and Java only write down how they are called. */
class LauncherTest {

    private static final List<String> MODULES =
            List.of("bgp-core", "fsm", "rib", "route-reflector", "kernel-sync", "etcd-peers", "daemon", "conformance");

    @TempDir
    private Path folder;

    private Path home;
    private Path launcher;

    @BeforeEach
    void plantTree() throws IOException {
        home = Files.createDirectories(folder.resolve("tree with a blank"));
        launcher = home.resolve("nightjar");
        Files.copy(Path.of("").toAbsolutePath().resolveSibling("nightjar"), launcher);
        for (String module : MODULES) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            Files.createFile(home.resolve(module).resolve("pom.xml"));
        }
        Path dist = Files.createDirectories(home.resolve("daemon/src/main/dist"));
        for (String part : List.of("java-options", "privileges", "native")) {
            Files.copy(Path.of("src/main/dist", part), dist.resolve(part));
        }
        Files.createFile(home.resolve("pom.xml"));
        script(
                home.resolve("mvnw"),
                "echo build \"$@\" >> ../maven.log",
                "mkdir -p daemon/target/lib",
                "touch daemon/target/daemon-1.jar daemon/target/daemon-1-tests.jar daemon/target/lib/jffi-1-native.jar");
        jdk("17.0.1");
    }

    @Test
    void theFirstRunBuildsAndTheNextOneDoesNot() throws IOException {
        assertThat(run("status").exitCode()).isZero();
        assertThat(run("status").exitCode()).isZero();

        assertThat(Files.readAllLines(folder.resolve("maven.log")))
                .singleElement()
                .asString()
                .contains("-DskipTests", "-pl daemon -am package");
    }

    @Test
    void aChangedSourceIsBuiltAgain() throws IOException {
        run("status");
        Path source = Files.createFile(home.resolve("rib/src/main/Rib.java"));
        Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2099-01-01T00:00:00Z")));

        run("status");

        assertThat(Files.readAllLines(folder.resolve("maven.log"))).hasSize(2);
    }

    @Test
    void aFailedBuildIsNotTakenForABuild() throws IOException {
        script(home.resolve("mvnw"), "mkdir -p daemon/target/lib; exit 1");
        CommandResult first = run("status");
        CommandResult second = run("status");

        assertThat(List.of(first.exitCode(), second.exitCode())).containsExactly(1, 1);
        assertThat(second.error()).contains("nightjar: the build failed");
        assertThat(second.output()).isEmpty();
    }

    @Test
    void theArchiveOfClassesIsMadeOnceForEachBuildAndEachJava() throws IOException {
        String archive = "[-XX:SharedArchiveFile=" + home.resolve("daemon/target/nightjar-") + "%s.jsa]";

        assertThat(run("status").output()).contains(archive.formatted("17.0.1"));
        run("status");
        Path source = Files.createFile(home.resolve("rib/src/main/Rib.java"));
        Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2099-01-01T00:00:00Z")));
        run("status");
        jdk("25");
        Files.delete(source);

        assertThat(run("status").output()).contains(archive.formatted("25"));
        assertThat(Files.readAllLines(folder.resolve("dumps"))).containsExactly("17.0.1", "17.0.1", "25");
    }

    @Test
    void theirPartsInCAreUnpackedOnceAndNotAtEachStart() throws IOException {
        Path parts = home.resolve("daemon/target/native");

        assertThat(run("run").output()).contains("[-Djffi.boot.library.path=" + parts + "]");
        run("run");

        assertThat(parts.resolve("libjffi.so")).isRegularFile();
        assertThat(parts).isDirectoryNotContaining("glob:**/jni");
        assertThat(Files.readAllLines(folder.resolve("jars")))
                .containsExactly(
                        home.resolve("daemon/target/lib/jffi-1-native.jar").toString());
    }

    @Test
    void argumentsArriveUnchangedFromAnyFolderAndThroughALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), launcher);

        CommandResult result = runFrom("/", link, "run", "--config", "my file.yaml");

        assertThat(result.output())
                .contains("[io.nightjar.daemon.Main] [run] [--config] [my file.yaml]")
                .contains("[-Dnightjar.home=" + home + "]");
    }

    @Test
    void theSimulatorIsBuiltWhenItIsWantedAndGetsMoreMemory() throws IOException {
        String simulated = run("sim", "--nodes", "3").output();
        String explained = run("help", "sim").output();

        assertThat(simulated)
                .contains("[io.nightjar.conformance.sim.SimCommand] [--nodes] [3]")
                .contains("[-XX:MaxRAMPercentage=68]");
        assertThat(explained).contains("[io.nightjar.conformance.sim.SimCommand] [--help]");
        assertThat(Files.readAllLines(folder.resolve("maven.log")))
                .singleElement()
                .asString()
                .contains("-pl conformance -am package");
    }

    @Test
    void onlyANewerJavaIsAllowedNativeAccessByName() throws IOException {
        String onSeventeen = run("status").output();
        jdk("25");
        String onTwentyFive = run("status").output();

        assertThat(onSeventeen).doesNotContain("native-access");
        assertThat(onTwentyFive).contains("[--enable-native-access=ALL-UNNAMED]");
    }

    @Test
    void whichJavaItIsIsReadFromItsFileAndNotAskedWhereThereIsOne() throws IOException {
        jdk("11.0.2");
        Files.writeString(folder.resolve("jdk/release"), "IMPLEMENTOR=\"test\"\nJAVA_VERSION=\"25.0.1\"\n");

        assertThat(run("status").output()).contains("[--enable-native-access=ALL-UNNAMED]");
    }

    @Test
    void aSpeakerThatIsNotANodesOwnBeginsWithABiggerHeap() throws IOException {
        String bigger = "[-Xms64m]";

        assertThat(run("run", "--config", "file.yaml").output()).contains(bigger);
        assertThat(run("run", "--config=file.yaml").output()).contains(bigger);
        assertThat(run("run", "--control", "socket", "--route-reflector").output())
                .contains(bigger);
        assertThat(run("run").output()).doesNotContain(bigger);
        assertThat(run("bird").output()).doesNotContain(bigger);
        assertThat(run("config", "show", "--route-reflector").output()).doesNotContain(bigger);
    }

    /** CAP_NET_BIND_SERVICE is bit 10, CAP_NET_ADMIN bit 12. */
    @Test
    void ofWhatRootMayDoASpeakerKeepsTwoCapabilitiesAndOtherCommandsAll() throws IOException {
        assumeThat(Privileges.isRoot()).as("root").isTrue();
        java("17", "grep -E '^(Cap|NoNew)' /proc/self/status");
        String all = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("CapEff"))
                .findFirst()
                .orElseThrow();

        for (String speaker : List.of("run", "bird", "bird6")) {
            assertThat(run(speaker).output().lines())
                    .contains(
                            "CapEff:\t0000000000001400",
                            "CapPrm:\t0000000000001400",
                            "CapBnd:\t0000000000001400",
                            "CapInh:\t0000000000000000",
                            "NoNewPrivs:\t1");
        }
        assertThat(run("lab").output().lines()).contains(all);
    }

    @Test
    void anOldOrMissingJavaIsRefusedInOneSentence() throws IOException {
        jdk("11.0.2");
        CommandResult old = run("status");
        Files.delete(folder.resolve("jdk/bin/java"));
        CommandResult missing = run("status");

        assertThat(old.exitCode()).isEqualTo(1);
        assertThat(old.error()).contains("is Java 11; Nightjar needs a JDK 17 or newer");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.error()).contains("no Java found: install a JDK 17 or newer");
    }

    private CommandResult run(String... arguments) {
        return runFrom(folder.toString(), launcher, arguments);
    }

    private CommandResult runFrom(String directory, Path program, String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                "env",
                "--chdir=" + directory,
                "JAVA_HOME=" + folder.resolve("jdk"),
                "NIGHTJAR_JAVA_OPTS=",
                program.toString()));
        words.addAll(List.of(arguments));
        return new HostCommands().run(Command.of(words));
    }

    private void jdk(String version) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
        script(bin.resolve("javac"), "exit 0");
        script(
                bin.resolve("jar"),
                "echo \"$2\" >>\"" + folder + "/jars\"",
                "mkdir -p \"$3\"",
                "touch \"$3/libjffi.so\"");
        java(
                version,
                "case \"$*\" in *-Xshare:dump*) echo " + version + " >>\"" + folder + "/dumps\" ;; esac",
                "printf '[%s] ' \"$@\"");
    }

    /** A Java that says its version, and does something else when it is started otherwise. */
    private void java(String version, String... lines) throws IOException {
        List<String> all = new ArrayList<>();
        all.add("if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version + "\" 2025-01-01' >&2; exit; fi");
        all.addAll(List.of(lines));
        script(folder.resolve("jdk/bin/java"), all.toArray(String[]::new));
    }

    private static void script(Path file, String... lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
