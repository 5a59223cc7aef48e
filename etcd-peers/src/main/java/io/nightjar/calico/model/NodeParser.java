package io.nightjar.calico.model;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Nodes: without {@code spec.bgp} a node takes no part in BGP, but it is there. */
final class NodeParser {

    static final ObjectParser PARSER = ObjectParser.of(Layout.RESOURCES + "nodes/([^/]+)", NodeParser::read);

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
        NodeDetails details = new NodeDetails(
                json.object("metadata").object("labels").textMap(),
                cluster.isEmpty() ? null : clusterId(cluster),
                tunnel(wireguard, "interfaceIPv4Address", Afi.IPV4),
                tunnel(wireguard, "interfaceIPv6Address", Afi.IPV6));
        return new NodeResource(
                key.group(),
                key.group(1),
                asNumber,
                place(bgp, "ipv4Address", Afi.IPV4),
                place(bgp, "ipv6Address", Afi.IPV6),
                details);
    }

    /** {@code a.b.c.d/len}, or an address alone, whose network is itself. */
    private static NodeAddress place(JsonObject bgp, String field, Afi afi) throws MalformedObjectException {
        return Scalars.named("bgp." + field, bgp.textOrEmpty(field), text -> place(text, afi));
    }

    private static NodeAddress place(String text, Afi afi) throws MalformedObjectException {
        if (text.isBlank()) {
            return new NodeAddress(true, null, null);
        }
        int slash = text.indexOf('/');
        IpAddress address = Scalars.address(slash < 0 ? text : text.substring(0, slash), afi);
        Prefix network = slash < 0 ? Prefix.host(address) : Scalars.prefix(text, afi);
        return new NodeAddress(true, address, network);
    }

    private static BgpIdentifier clusterId(String text) throws MalformedObjectException {
        try {
            return BgpIdentifier.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new MalformedObjectException("'bgp.routeReflectorClusterID' is " + Scalars.quote(text));
        }
    }

    private static @Nullable IpAddress tunnel(JsonObject wireguard, String field, Afi afi)
            throws MalformedObjectException {
        String text = wireguard.textOrEmpty(field);
        return text.isBlank()
                ? null
                : Scalars.named("wireguard." + field, text, address -> Scalars.address(address, afi));
    }
}
