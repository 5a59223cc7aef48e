package io.nightjar.calico.model;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Nodes: without {@code spec.bgp} a node takes no part in BGP, but it is there. */
final class NodeParser {

    static final ObjectParser PARSER = ObjectParser.of(Layout.RESOURCES + "nodes/([^/]+)", NodeParser::read);

    private static final NodeAddress NOWHERE = new NodeAddress(true, null, null);

    private NodeParser() {}

    private static NodeResource read(MatchResult key, String value) throws MalformedObjectException {
        JsonObject json = JsonObject.parse(value);
        JsonObject spec = json.object("spec");
        JsonObject bgp = spec.object("bgp");
        AsNumber asNumber = bgp.saysSomething("asNumber")
                ? Scalars.named("bgp.asNumber", bgp.numberOrText("asNumber"), Scalars::asNumber)
                : null;
        String cluster = bgp.textOrEmpty("routeReflectorClusterID");
        JsonObject wireguard = spec.object("wireguard");
        List<String> ignored = new ArrayList<>();
        NodeDetails details = new NodeDetails(
                json.object("metadata").object("labels").textMap(),
                cluster.isEmpty() ? null : clusterId(cluster),
                tunnel(wireguard, "interfaceIPv4Address", Afi.IPV4, ignored),
                tunnel(wireguard, "interfaceIPv6Address", Afi.IPV6, ignored));
        return new NodeResource(
                key.group(),
                key.group(1),
                asNumber,
                Map.of(
                        Afi.IPV4, place(bgp, "ipv4Address", Afi.IPV4, ignored),
                        Afi.IPV6, place(bgp, "ipv6Address", Afi.IPV6, ignored)),
                details,
                ignored);
    }

    /**
     * {@code a.b.c.d/len}, or an address alone, whose network is itself. An address with which no session is possible is as good as
     * none; what is no address at all is a slip, for which the version before had better stay in force.
     */
    private static NodeAddress place(JsonObject bgp, String field, Afi afi, List<String> ignored)
            throws MalformedObjectException {
        String text = bgp.textOrEmpty(field);
        if (text.isBlank()) {
            return NOWHERE;
        }
        int slash = text.indexOf('/');
        String bare = slash < 0 ? text : text.substring(0, slash);
        IpAddress any = Scalars.named("bgp." + field, bare, Scalars::anyAddress);
        Prefix network = slash < 0 ? Prefix.host(any) : Scalars.named("bgp." + field, text, Scalars::prefix);
        return OptionalField.read("bgp." + field, ignored, name -> Scalars.address(bare, afi))
                .map(address -> new NodeAddress(true, address, network))
                .orElse(NOWHERE);
    }

    private static BgpIdentifier clusterId(String text) throws MalformedObjectException {
        try {
            return BgpIdentifier.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new MalformedObjectException("'bgp.routeReflectorClusterID' is " + Scalars.quote(text));
        }
    }

    private static @Nullable IpAddress tunnel(JsonObject wireguard, String field, Afi afi, List<String> ignored) {
        return wireguard.saysSomething(field)
                ? OptionalField.read("wireguard." + field, ignored, name -> Scalars.address(wireguard.text(field), afi))
                        .orElse(null)
                : null;
    }
}
