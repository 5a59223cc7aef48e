package io.nightjar.calico.model;

import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.calico.selector.Selector;
import io.nightjar.calico.selector.SelectorException;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** BGPPeers. Without {@code node} and {@code nodeSelector} they are everybody's. */
final class BgpPeerResourceParser {

    static final ObjectParser PARSER =
            ObjectParser.of(Layout.RESOURCES + "bgppeers/([^/]+)", BgpPeerResourceParser::read);

    private static final int MAX_HOPS = 255;

    private static final int MAX_PORT = 65535;

    private final JsonObject spec;

    private final List<String> ignored = new ArrayList<>();

    private BgpPeerResourceParser(JsonObject spec) {
        this.spec = spec;
    }

    private static BgpPeer read(MatchResult key, String value) throws MalformedObjectException {
        return new BgpPeerResourceParser(JsonObject.parse(value).object("spec")).peer(key.group());
    }

    private BgpPeer peer(String key) throws MalformedObjectException {
        BgpPeer.Remote remote = remote();
        return new BgpPeer(key, nodes(), remote, options(remote));
    }

    private BgpPeer.Nodes nodes() throws MalformedObjectException {
        if (spec.saysSomething("nodeSelector")) {
            return new BgpPeer.Labelled(selector("nodeSelector"));
        }
        return spec.saysSomething("node") ? new BgpPeer.Named(spec.text("node")) : BgpPeer.Nodes.ALL;
    }

    private BgpPeer.Remote remote() throws MalformedObjectException {
        if (spec.saysSomething("localWorkloadSelector")) {
            selector("localWorkloadSelector");
            return new BgpPeer.Workloads(asNumber("asNumber"));
        }
        if (spec.saysSomething("peerSelector")) {
            return new BgpPeer.OtherNodes(selector("peerSelector"));
        }
        AsNumber asNumber = spec.saysSomething("asNumber") ? asNumber("asNumber") : null;
        String text = spec.text("peerIP").strip();
        int colon = text.lastIndexOf(':');
        boolean withPort =
                colon > 0 && (text.startsWith("[") ? text.charAt(colon - 1) == ']' : colon == text.indexOf(':'));
        String address = withPort ? text.substring(0, colon) : text;
        return new BgpPeer.At(address("peerIP", address), withPort ? port(text.substring(colon + 1)) : 0, asNumber);
    }

    private AsNumber asNumber(String field) throws MalformedObjectException {
        return Scalars.named(field, spec.numberOrText(field), Scalars::asNumber);
    }

    private static IpAddress address(String field, String text) throws MalformedObjectException {
        boolean brackets = text.startsWith("[") && text.endsWith("]");
        String bare = brackets ? text.substring(1, text.length() - 1) : text;
        Afi afi = bare.indexOf(':') < 0 ? Afi.IPV4 : Afi.IPV6;
        return Scalars.named(field, bare, address -> Scalars.address(address, afi));
    }

    private static int port(String text) throws MalformedObjectException {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Integer.parseInt(text) > MAX_PORT) {
            throw new MalformedObjectException("'peerIP' has no port: " + Scalars.quote(text));
        }
        return Integer.parseInt(text);
    }

    private Selector selector(String field) throws MalformedObjectException {
        try {
            return Selector.parse(spec.text(field));
        } catch (SelectorException e) {
            throw new MalformedObjectException("'" + field + "' is no selector: " + e.getMessage());
        }
    }

    private PeerOptions options(BgpPeer.Remote remote) throws MalformedObjectException {
        AsNumber localAs = optional("localASNumber", field -> Scalars.asNumber(spec.numberOrText(field)))
                .orElse(null);
        int hops = number("ttlSecurity", MAX_HOPS);
        Integer restart = optional("maxRestartTime", this::restartSeconds).orElse(null);
        Integer keepalive = optional("keepaliveTime", this::keepaliveSeconds).orElse(null);
        NextHopMode mode = optional("nextHopMode", this::nextHopMode).orElse(null);
        boolean kept = optional("keepOriginalNextHop", spec::flag).orElse(false);
        int allowed = number("numAllowedLocalASNumbers", Integer.MAX_VALUE);
        return new PeerOptions(
                localAs,
                new PeerTransport(null, hops == 0 ? PeerTransport.MULTIHOP : hops, hops > 0),
                new PeerOptions.Times(restart, keepalive),
                new PeerOptions.NextHop(mode, kept),
                allowed,
                ignored,
                new PeerOptions.Extras(
                        SecretKeyRef.read(spec.object("password")),
                        source(),
                        reachableBy(remote),
                        spec.texts("filters"),
                        !spec.textOrEmpty("reversePeering").equals("Manual")));
    }

    private <T> Optional<T> optional(String field, OptionalField.Reader<T> reader) {
        return OptionalField.read(spec, field, ignored, reader);
    }

    private int number(String field, int max) {
        return optional(field, name -> (int) spec.number(name, 0, max)).orElse(0);
    }

    private Integer restartSeconds(String field) throws MalformedObjectException {
        return seconds(field, GracefulRestartCapability.MAX_RESTART_SECONDS);
    }

    private Integer keepaliveSeconds(String field) throws MalformedObjectException {
        return seconds(field, PeerTimers.CALICO.holdSeconds() - 1);
    }

    private int seconds(String field, long max) throws MalformedObjectException {
        long seconds = GoDuration.seconds(spec.text(field));
        if (seconds > max) {
            throw new MalformedObjectException("more than " + max + " s");
        }
        return (int) seconds;
    }

    private NextHopMode nextHopMode(String field) throws MalformedObjectException {
        String text = spec.text(field);
        return switch (text) {
            case "Auto" -> NextHopMode.AUTO;
            case "Self" -> NextHopMode.SELF;
            case "Keep" -> NextHopMode.KEEP;
            default -> throw new MalformedObjectException("none of Auto, Self and Keep: " + Scalars.quote(text));
        };
    }

    private boolean source() throws MalformedObjectException {
        String text = spec.textOrEmpty("sourceAddress");
        return switch (text) {
            case "", "UseNodeIP" -> true;
            case "None" -> false;
            default -> throw new MalformedObjectException("'sourceAddress' is " + Scalars.quote(text));
        };
    }

    private @Nullable IpAddress reachableBy(BgpPeer.Remote remote) throws MalformedObjectException {
        String text = spec.textOrEmpty("reachableBy");
        if (text.isBlank()) {
            return null;
        }
        IpAddress gateway = address("reachableBy", text.strip());
        if (remote instanceof BgpPeer.At at && !at.address().afi().equals(gateway.afi())) {
            throw new MalformedObjectException("'reachableBy' is of another family: " + gateway);
        }
        return gateway;
    }
}
