package io.nightjar.conformance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nightjar.bgp.net.Afi;
import io.nightjar.daemon.bird.command.BirdCommand;
import io.nightjar.daemon.bird.command.CommandParser;
import io.nightjar.daemon.bird.command.RefusedCommandException;
import io.nightjar.daemon.bird.command.RouteQuery;
import io.nightjar.daemon.bird.command.Selection;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any line on BIRD's control socket: a command, or words of refusal that fit a line. */
class BirdCommandFuzzTest {

    private static final Set<String> PROTOCOLS = Set.of("static1", "kernel1", "Mesh_172_17_8_101");

    static Stream<byte[]> seeds() {
        return Seeds.birdCommands();
    }

    @MethodSource("seeds")
    @Timeout(30)
    @FuzzTest
    void line(byte[] input) {
        String line =
                new String(input, StandardCharsets.UTF_8).replace("\n", "").replace("\r", "");
        line(line, Afi.IPV4);
        line(line, Afi.IPV6);
    }

    private static void line(String line, Afi afi) {
        try {
            BirdCommand command = CommandParser.parse(line, afi, PROTOCOLS::contains);
            Check.equal(command, CommandParser.parse(" " + line + " # again", afi, PROTOCOLS::contains), "said again");
            if (command instanceof BirdCommand.ShowRoute show) {
                query(show.query(), afi);
            } else if (command instanceof BirdCommand.ShowProtocols show) {
                select(show.selection());
            }
        } catch (RefusedCommandException refused) {
            Check.that(!refused.words().isEmpty() && refused.words().indexOf('\n') < 0, refused::words);
        }
    }

    private static void query(RouteQuery query, Afi afi) {
        Check.that(
                query.destination() == null || query.destination().afi().equals(afi),
                () -> "of another family: " + query);
        Check.that(query.source() == null || PROTOCOLS.contains(query.source()), () -> "of nobody: " + query);
        Check.that(
                query.export() == null || PROTOCOLS.contains(query.export().protocol()),
                () -> "told to nobody: " + query);
    }

    private static void select(Selection selection) {
        for (String name : PROTOCOLS) {
            boolean named =
                    selection instanceof Selection.Named one && !one.name().equals(name);
            Check.that(!(named && selection.matches(name)), () -> selection + " matches " + name);
        }
    }
}
