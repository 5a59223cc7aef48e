package io.nightjar.daemon.cli;

import io.nightjar.bgp.peer.PeerType;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.decode.DecodeOptions;
import io.nightjar.daemon.decode.DecodeReport;
import io.nightjar.daemon.decode.InputDecoder;
import io.nightjar.daemon.decode.InputFormat;
import io.nightjar.daemon.decode.ProgressLine;
import io.nightjar.daemon.json.JsonLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nightjar decode}. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = {
            "Decode BGP messages as the speaker does, and print them as JSON, one object a line.",
            "An input is hexadecimal text, a capture (pcap, pcapng) or an MRT file, also compressed with gzip;"
                    + " docs/decode.md has the output's names."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nightjar decode --hex 'ffffffffffffffff ffffffffffffffff 0013 04'",
            "  nightjar decode session.pcap",
            "  tcpdump -i eth0 -U -w - tcp port 179 | nightjar decode",
            "  nightjar decode rib.20261124.0000.gz | jq -c 'select(.prefix == \"192.0.2.0/24\")'",
            "  bzcat updates.bz2 | nightjar decode",
            "",
            "Exit codes: 0 all decoded, 1 something could not be decoded, 2 wrong arguments."
        })
public final class DecodeCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    private final NanoClock clock;
    private final InputStream standardInput;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "What to decode; - or nothing for standard input.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--hex", paramLabel = "TEXT", description = "Hexadecimal text to decode; may be repeated.")
    private List<String> hex = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "One of ${COMPLETION-CANDIDATES} (default: recognized from the content).")
    private @Nullable InputFormat format;

    @Option(names = "--pretty", description = "Indent the output.")
    private boolean pretty;

    @Option(names = "--ibgp", description = "Text, and captures without OPENs, are of an internal peer (the default).")
    private boolean internal;

    @Option(names = "--ebgp", description = "They are of an external peer.")
    private boolean external;

    @Option(names = "--as2", description = "AS numbers in them have two octets.")
    private boolean twoOctetAs;

    @Option(
            names = "--add-path",
            paramLabel = "FAMILY",
            split = ",",
            description = "Routes of these families (ipv4, ipv6) have path identifiers in them.")
    private List<String> addPath = new ArrayList<>();

    @Option(names = "--extended", description = "Messages in them may be longer than 4096 octets.")
    private boolean extended;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "179",
            description = "BGP's port in captures (default: ${DEFAULT-VALUE}).")
    private int port = DecodeOptions.DEFAULT.port();

    /**
     * Decodes what it is told.
     *
     * @param standardInput read where a file's name is {@code -} or missing
     */
    public DecodeCommand(NanoClock clock, InputStream standardInput) {
        this.clock = clock;
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        JsonLines out = new JsonLines(spec.commandLine().getOut(), pretty);
        String name = spec.qualifiedName();
        DecodeReport report = new DecodeReport(out, complaint -> {
            err.println(name + ": " + complaint);
            err.flush();
        });
        InputDecoder decoder = new InputDecoder(options(), format, report);
        for (String text : hex) {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            new InputDecoder(options(), InputFormat.HEX, report)
                    .decode("--hex", new ByteArrayInputStream(octets), read -> {});
        }
        for (String file : inputs()) {
            if (file.equals(STANDARD_INPUT)) {
                decoder.decode(STANDARD_INPUT, standardInput, read -> {});
            } else {
                decode(file, decoder, report, err);
            }
        }
        report.flush();
        return report.problems() == 0 ? ExitCode.OK : ExitCode.FAILURE;
    }

    private List<String> inputs() {
        return files.isEmpty() && hex.isEmpty() ? List.of(STANDARD_INPUT) : files;
    }

    private void decode(String file, InputDecoder decoder, DecodeReport report, PrintWriter err) {
        Path path = Path.of(file);
        try (InputStream in = Files.newInputStream(path)) {
            if (Terminal.isStandardError()) {
                try (ProgressLine progress = new ProgressLine(err, clock, file, Files.size(path))) {
                    decoder.decode(file, in, progress);
                }
            } else {
                decoder.decode(file, in, read -> {});
            }
        } catch (NoSuchFileException e) {
            report.unreadable(file, "there is no such file");
        } catch (IOException e) {
            report.unreadable(file, "cannot be read: " + e.getMessage());
        }
    }

    private DecodeOptions options() {
        if (internal && external) {
            throw CommandException.usage("--ibgp and --ebgp exclude each other");
        }
        if (port < 1 || port > 0xffff) {
            throw CommandException.usage("--port is 1 to 65535, not " + port);
        }
        return new DecodeOptions(
                external ? PeerType.EXTERNAL : PeerType.INTERNAL,
                !twoOctetAs,
                FamilyNames.parse("--add-path", addPath),
                extended,
                port);
    }
}
