package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** BIRD's command line. */
class BirdCommandLineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        CommandLine line = Main.commandLine(Map.of(), arguments);
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @Test
    void confdMayHaveAnyFileChecked() {
        assertThat(execute("bird", "-p", "-c", "/no/such/file")).isZero();
        assertThat(execute("bird6", "-p", "-c", "/no/such/file")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theVersionIsBirdsAndComesOnStandardError() {
        assertThat(execute("bird", "--version")).isZero();
        assertThat(err.toString()).startsWith("BIRD version v0.3.3+birdv1.6.8 (nightjar ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void asCalicoNodeStartsItItWantsADatastore() {
        assertThat(execute(
                        "bird",
                        "-R",
                        "-s",
                        "/var/run/calico/bird.ctl",
                        "-d",
                        "-c",
                        "/etc/calico/confd/config/bird.cfg"))
                .isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("nothing to run").contains("ETCD_ENDPOINTS");
    }

    @Test
    void aSocketOfAnotherNameHasNoOtherBesideIt() {
        assertThat(execute("bird6", "-s", "/run/x.ctl")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "nightjar bird: -s names neither bird.ctl nor bird6.ctl, so that the other socket could be put"
                                + " beside it: /run/x.ctl\n");
    }

    @Test
    void aPidFileThatCannotBeWrittenIsNamed(@TempDir Path directory) {
        Path file = directory.resolve("no/such/folder/bird.pid");

        assertThat(execute("bird", "-P", file.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("nightjar bird: " + file + ": cannot be written");
    }

    @Test
    void bothSocketsCannotBeTheSame() {
        assertThat(execute(
                        "run",
                        "--datastore-endpoints",
                        "http://127.0.0.1:1",
                        "--nodename",
                        "n",
                        "--bird-socket",
                        "/run/b.ctl",
                        "--bird6-socket",
                        "/run/b.ctl"))
                .isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("nightjar run: BIRD has a socket for each family, so they cannot both be at /run/b.ctl\n");
    }
}
