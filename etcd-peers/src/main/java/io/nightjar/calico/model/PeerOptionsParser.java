package io.nightjar.calico.model;

import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.bgp.peer.TcpPassword;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The optional fields of a peer's object. A field that cannot be used is left out, with a reason, and the others hold; but
 * a peer with an unusable password is no peer, because without it the session would not be protected.
 */
final class PeerOptionsParser {

    /** What belongs to the newer layout, and is not looked at. */
    private static final List<String> UNUSED = List.of("filters", "reachable_by", "rr_cluster_id", "port");

    private static final int MAX_ALLOWED_LOCAL_AS = 10;

    private static final int MAX_HOPS = 255;

    private final JsonObject json;

    private final List<String> ignored = new ArrayList<>();

    private PeerOptionsParser(JsonObject json) {
        this.json = json;
    }

    static PeerOptions parse(JsonObject json) throws MalformedObjectException {
        return new PeerOptionsParser(json).options();
    }

    private PeerOptions options() throws MalformedObjectException {
        TcpPassword password = password();
        AsNumber localAs = optional("local_as_num", this::asNumber).orElse(null);
        int hops = optional("ttl_security", field -> number(field, MAX_HOPS)).orElse(0);
        PeerTransport transport = new PeerTransport(password, hops == 0 ? PeerTransport.MULTIHOP : hops, hops > 0);
        Integer restart = optional(
                        "restart_time", field -> number(field, GracefulRestartCapability.MAX_RESTART_SECONDS))
                .orElse(null);
        Integer keepalive = optional("keepalive_time", field -> number(field, PeerTimers.CALICO.holdSeconds() - 1))
                .orElse(null);
        NextHopMode mode = optional("next_hop_mode", this::nextHop).orElse(null);
        boolean kept = optional("keep_next_hop", json::flag).orElse(false);
        int allowed = optional("num_allow_local_as", field -> number(field, MAX_ALLOWED_LOCAL_AS))
                .orElse(0);
        UNUSED.stream().filter(json::saysSomething).forEach(field -> ignored.add("'" + field + "' is not used"));
        return new PeerOptions(
                localAs,
                transport,
                new PeerOptions.Times(restart, keepalive),
                new PeerOptions.NextHop(mode, kept),
                allowed,
                ignored);
    }

    private @Nullable TcpPassword password() throws MalformedObjectException {
        String text = json.textOrEmpty("password");
        try {
            return text.isEmpty() ? null : new TcpPassword(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedObjectException(String.valueOf(e.getMessage()));
        }
    }

    private <T> Optional<T> optional(String field, OptionalField.Reader<T> reader) {
        return OptionalField.read(json, field, ignored, reader);
    }

    private AsNumber asNumber(String field) throws MalformedObjectException {
        return Scalars.asNumber(json.numberOrText(field));
    }

    private int number(String field, int max) throws MalformedObjectException {
        String text = json.numberOrText(field);
        boolean digits = text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Integer.parseInt(text) > max) {
            throw new MalformedObjectException("not a number from 0 to " + max + ": " + Scalars.quote(text));
        }
        return Integer.parseInt(text);
    }

    private NextHopMode nextHop(String field) throws MalformedObjectException {
        String text = json.text(field);
        return switch (text) {
            case "Auto" -> NextHopMode.AUTO;
            case "Self" -> NextHopMode.SELF;
            case "Keep" -> NextHopMode.KEEP;
            default -> throw new MalformedObjectException("none of Auto, Self and Keep: " + Scalars.quote(text));
        };
    }
}
