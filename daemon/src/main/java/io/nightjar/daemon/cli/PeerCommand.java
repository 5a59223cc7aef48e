package io.nightjar.daemon.cli;

import io.nightjar.bgp.message.ShutdownCommunication;
import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.PeerAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nightjar peer}. */
@Command(
        name = "peer",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Disable, enable, restart or refresh a session of the running daemon.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nightjar peer disable tor --message 'new cables, back at noon'",
            "  nightjar peer enable tor",
            "  nightjar peer restart tor",
            "  nightjar peer refresh tor --family ipv4",
            "",
            "Exit codes: 0 success, 1 no daemon answers or it refuses, 2 wrong arguments."
        })
public final class PeerCommand implements Runnable {

    private static final String NAME = "The peer's name, as in nightjar status.";

    private static final String MESSAGE = "Words for the peer's operator (RFC 9003), up to 255 octets in UTF-8.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Families in the words of the static file. */
    enum Family {
        IPV4,
        IPV6
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Want no session with a peer, until it is enabled or the daemon starts again.")
    int disable(
            @Mixin ControlOption control,
            @Parameters(paramLabel = "PEER", description = NAME) String peer,
            @Option(names = "--message", paramLabel = "TEXT", description = MESSAGE) @Nullable String message) {
        return perform(control, new PeerAction.Disable(peer, checked(message)));
    }

    @Command(mixinStandardHelpOptions = true, description = "Want a session with a peer again.")
    int enable(@Mixin ControlOption control, @Parameters(paramLabel = "PEER", description = NAME) String peer) {
        return perform(control, new PeerAction.Enable(peer));
    }

    @Command(mixinStandardHelpOptions = true, description = "End the session with a peer, and begin anew.")
    int restart(
            @Mixin ControlOption control,
            @Parameters(paramLabel = "PEER", description = NAME) String peer,
            @Option(names = "--message", paramLabel = "TEXT", description = MESSAGE) @Nullable String message) {
        return perform(control, new PeerAction.Restart(peer, checked(message)));
    }

    @Command(mixinStandardHelpOptions = true, description = "Ask a peer to announce its routes again (RFC 2918).")
    int refresh(
            @Mixin ControlOption control,
            @Parameters(paramLabel = "PEER", description = NAME) String peer,
            @Option(
                            names = "--family",
                            paramLabel = "FAMILY",
                            description = "One of ${COMPLETION-CANDIDATES} (default: all that the session carries).")
                    @Nullable
                    Family family) {
        String word = family == null ? null : family.name().toLowerCase(Locale.ROOT);
        return perform(control, new PeerAction.Refresh(peer, word));
    }

    private static String checked(@Nullable String message) {
        String text = message == null ? "" : message;
        int octets = text.getBytes(StandardCharsets.UTF_8).length;
        if (octets > ShutdownCommunication.MAX_OCTETS) {
            throw CommandException.usage("--message has " + octets + " octets in UTF-8, at most "
                    + ShutdownCommunication.MAX_OCTETS + " are possible");
        }
        return text;
    }

    private int perform(ControlOption control, PeerAction action) {
        try (ControlClient client = new ControlClient(control.path())) {
            String result = client.perform(action);
            spec.commandLine().getOut().println(result);
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        } catch (ControlSocketException e) {
            throw CommandException.failure(String.valueOf(e.getMessage()));
        }
    }
}
