package io.nightjar.conformance.tools;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.daemon.SystemNanoClock;
import io.nightjar.daemon.cli.DecodeCommand;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * One run of {@code nightjar decode} in this process.
 *
 * @param exitCode what it leaves with
 * @param objects what it prints
 * @param complaints what it says on standard error
 */
record NightjarDecode(int exitCode, List<JsonNode> objects, List<String> complaints) {

    NightjarDecode {
        objects = List.copyOf(objects);
        complaints = List.copyOf(complaints);
    }

    static NightjarDecode of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = new CommandLine(new DecodeCommand(new SystemNanoClock(), new ByteArrayInputStream(new byte[0])))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new NightjarDecode(
                exitCode,
                JsonValues.lines(out.toString()),
                err.toString().lines().toList());
    }

    /** The objects of one kind. */
    List<JsonNode> kind(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    /** The messages in it. */
    List<SeenMessage> messages() {
        return kind("message").stream().map(DecodedMessage::of).toList();
    }
}
