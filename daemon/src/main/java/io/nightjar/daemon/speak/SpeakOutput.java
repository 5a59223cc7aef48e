package io.nightjar.daemon.speak;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.json.CapabilityJson;
import io.nightjar.daemon.json.FaultJson;
import io.nightjar.daemon.json.JsonLines;
import io.nightjar.daemon.json.MessageJson;
import java.util.List;
import java.util.TreeSet;

/** What is told, one object a line, each with the milliseconds since the start. */
final class SpeakOutput {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final JsonLines out;
    private final NanoClock clock;
    private final long startNanos;

    SpeakOutput(JsonLines out, NanoClock clock) {
        this.out = out;
        this.clock = clock;
        this.startNanos = clock.nanoTime();
    }

    private ObjectNode entry(String kind) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("at", (clock.nanoTime() - startNanos) / NANOS_PER_MILLI)
                .put("kind", kind);
    }

    private void write(ObjectNode entry) {
        out.write(entry);
        out.flush();
    }

    void listening(String address, int port) {
        write(entry("listening").put("address", address).put("port", port));
    }

    void state(String peer, String state, String lastError) {
        ObjectNode entry = entry("state").put("peer", peer).put("state", state);
        write(lastError.isEmpty() ? entry : entry.put("lastError", lastError));
    }

    void up(NegotiatedSession session) {
        ObjectNode entry = entry("session-up")
                .put("peer", session.remoteAddress().toString())
                .put("local", session.localAddress().toString())
                .put("as", session.config().remote().asNumber().value())
                .put("identifier", session.peerIdentifier().toString())
                .put("holdTime", session.times().holdSeconds());
        ArrayNode families = entry.putArray("families");
        new TreeSet<>(session.codec().families()).forEach(family -> families.add(family.toString()));
        ArrayNode capabilities = entry.putArray("capabilities");
        session.peerCapabilities().list().forEach(capability -> capabilities.add(CapabilityJson.of(capability)));
        write(entry);
    }

    void message(NegotiatedSession session, BgpMessage message, List<AttributeFault> faults) {
        ObjectNode entry = entry("message").put("peer", session.remoteAddress().toString());
        entry.set("message", MessageJson.of(message));
        FaultJson.put(faults, entry);
        write(entry);
    }

    void sent(long routes) {
        write(entry("sent").put("routes", routes));
    }

    void sentEndOfRib(AddressFamily family) {
        write(entry("sent").put("endOfRib", family.toString()));
    }

    void sentRefresh(AddressFamily family) {
        write(entry("sent").put("refresh", family.toString()));
    }

    void sentRaw(long octets) {
        write(entry("sent").put("octets", octets));
    }

    void down(NegotiatedSession session, String reason) {
        write(entry("session-down")
                .put("peer", session.remoteAddress().toString())
                .put("reason", reason));
    }

    void problem(String text) {
        write(entry("error").put("error", text));
    }
}
