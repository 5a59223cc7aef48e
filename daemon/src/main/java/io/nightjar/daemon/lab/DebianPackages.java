package io.nightjar.daemon.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The Debian packages that the lab and the tests need; {@code scripts/install-packages} does the work. */
public final class DebianPackages {

    /** Where Nightjar's own tree is, told by the launcher and by the build. */
    private static final String HOME_PROPERTY = "nightjar.home";

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Commands commands;
    private final Path home;
    private final Path script;

    DebianPackages(Commands commands, Path home) {
        this.commands = commands;
        this.home = home;
        this.script = home.resolve("scripts").resolve("install-packages");
    }

    /** The packages as the tree that this process was started from installs them. */
    public static DebianPackages ofThisTree(Commands commands) {
        Path home = Path.of(System.getProperty(HOME_PROPERTY, "")).toAbsolutePath();
        DebianPackages packages = new DebianPackages(commands, home);
        if (!Files.isExecutable(packages.script)) {
            throw new LabException(
                    "scripts/install-packages not found in " + home + "; start ./nightjar, or set -D" + HOME_PROPERTY);
        }
        return packages;
    }

    /** The top of Nightjar's own tree, where the launcher is. */
    public Path home() {
        return home;
    }

    /** Installs what is missing; returns what the script had to say about it. */
    public String install(String... names) {
        return run(names).error();
    }

    /** The folder with the programs of a package that is unpacked beside the system. */
    public Path unpacked(String name) {
        return unpackedTree(name).resolve("usr/sbin");
    }

    /** All files of a package that is unpacked beside the system, as if the folder were the root. */
    public Path unpackedTree(String name) {
        return Path.of(run("--unpack", name).output().strip());
    }

    private CommandResult run(String... arguments) {
        List<String> words = new ArrayList<>(List.of(script.toString()));
        words.addAll(List.of(arguments));
        CommandResult result = commands.run(Command.of(words).within(LIMIT));
        if (!result.succeeded()) {
            throw new LabException(
                    "could not provide Debian packages: " + result.error().strip());
        }
        return result;
    }
}
