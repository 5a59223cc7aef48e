package io.nightjar.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DecodeCommandTest {

    private static final String KEEPALIVE = "ff".repeat(16) + "001304";

    private final StringWriter out = new StringWriter();

    private final StringWriter err = new StringWriter();

    private int execute(String input, String... arguments) {
        CommandErrors errors = new CommandErrors();
        return new CommandLine(
                        new DecodeCommand(() -> 0, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void textIsDecoded() {
        assertThat(execute("", "--hex", KEEPALIVE)).isZero();
        assertThat(out.toString())
                .isEqualTo("{\"source\":\"--hex\",\"number\":1,\"offset\":0,\"kind\":\"message\",\"length\":19,"
                        + "\"message\":{\"type\":\"KEEPALIVE\"}}\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void standardInputIsReadWithoutAnArgument() {
        assertThat(execute(KEEPALIVE)).isZero();
        assertThat(out.toString()).startsWith("{\"source\":\"-\"");
    }

    @Test
    void filesAreReadInTheirOrder(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("a.hex"), KEEPALIVE);

        assertThat(execute(KEEPALIVE, file.toString(), "-")).isZero();
        assertThat(out.toString()).hasLineCount(2).startsWith("{\"source\":\"" + file + "\"");
    }

    @Test
    void peopleCanHaveItIndented() {
        assertThat(execute("", "--pretty", "--hex", KEEPALIVE)).isZero();
        assertThat(out.toString()).startsWith("{\n  \"source\" : \"--hex\",\n");
    }

    @Test
    void whatCannotBeDecodedIsOneLineAndAnExitCode() {
        assertThat(execute("", "--hex", KEEPALIVE + "00")).isEqualTo(1);
        assertThat(out.toString()).hasLineCount(2);
        assertThat(err.toString())
                .isEqualTo("decode: --hex: message 2 at offset 19: a message ends after 1 octets, at the end\n");
    }

    @Test
    void aFileThatIsNotThereDoesNotStopTheOthers(@TempDir Path directory) {
        String missing = directory.resolve("none").toString();

        assertThat(execute(KEEPALIVE, missing, directory.toString(), "-")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("decode: " + missing + ": there is no such file\n")
                .contains("decode: " + directory + ": cannot be read");
        assertThat(out.toString())
                .hasLineCount(3)
                .startsWith(
                        "{\"source\":\"" + missing + "\",\"kind\":\"error\",\"error\":\"there is no such file\"}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "--ibgp --ebgp, --ibgp and --ebgp exclude each other",
        "--port 0, '--port is 1 to 65535, not 0'",
        "--add-path vpnv4, '--add-path takes ipv4 and ipv6, not ''vpnv4'''"
    })
    void wrongOptionsAreNamed(String options, String complaint) {
        assertThat(execute("", options.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("decode: " + complaint + "\n");
    }

    @Test
    void anUnknownFormatIsNamed() {
        assertThat(execute("", "--format", "elf")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("--format").contains("[HEX, PCAP, MRT]");
    }

    @Test
    void theOptionsReachTheCodec() {
        String update = "ff".repeat(16) + "002f02 0000 0012 40010100 4002040201fde9 4003040a000001" + "00000007080a";

        assertThat(execute("", "--ebgp", "--as2", "--extended", "--add-path", "ipv4,ipv6", "--hex", update))
                .isZero();
        assertThat(out.toString()).contains("\"pathId\":7").contains("[65001]");
    }
}
