package io.nightjar.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How FRR is started: zebra and bgpd side by side, or bgpd alone.
 *
 * @param tree its Debian package, unpacked
 * @param folder for sockets and process identifiers
 */
public record FrrWords(Path tree, Path folder) {

    private static final String PROGRAMS = "usr/lib/frr";
    private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu/frr";
    private static final String LIBRARY_PATH = "LD_LIBRARY_PATH";

    /** What both need. */
    public Map<String, String> environment() {
        return Map.of(LIBRARY_PATH, tree.resolve(LIBRARIES).toString());
    }

    public List<String> zebra() throws IOException {
        Path empty = Files.writeString(folder.resolve("zebra.conf"), "");
        return words("zebra", empty);
    }

    public List<String> bgpd(Path configuration) throws IOException {
        return words("bgpd", configuration);
    }

    /** Without zebra it resolves no next hops and has no kernel. */
    public List<String> bgpdAlone(Path configuration) {
        List<String> words = program("bgpd", configuration);
        words.addAll(List.of("--skip_runas", "--no_kernel", "--no_zebra", "--log-level=critical"));
        return words;
    }

    /** What makes it say its version. */
    public List<String> version() {
        return List.of(
                "env",
                LIBRARY_PATH + "=" + tree.resolve(LIBRARIES),
                tree.resolve(PROGRAMS).resolve("bgpd").toString(),
                "--version");
    }

    /**
     * FRR insists on a group that only its installation makes; where it runs, the list of groups has that one as well, and nothing
     * else of the machine is different.
     */
    private List<String> words(String name, Path configuration) throws IOException {
        Path groups = Files.writeString(
                folder.resolve("group"), Files.readString(Path.of("/etc/group")) + "frrvty:x:65533:root\n");
        List<String> words = new ArrayList<>(List.of(
                "unshare", "--mount", "sh", "-c", "mount --bind " + groups + " /etc/group && exec \"$@\"", name));
        words.addAll(program(name, configuration));
        words.addAll(List.of(
                "--user=root", "--group=root", "-z", folder.resolve("zserv.api").toString()));
        return words;
    }

    private List<String> program(String name, Path configuration) {
        return new ArrayList<>(List.of(
                tree.resolve(PROGRAMS).resolve(name).toString(),
                "--config_file=" + configuration,
                "--vty_port=0",
                "--vty_socket=" + folder,
                "--pid_file=" + folder.resolve(name + ".pid"),
                "--moduledir=" + tree.resolve(LIBRARIES).resolve("modules"),
                "--log=stdout"));
    }
}
