package io.nightjar.calico.model;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.IpPool.Encapsulation;
import java.util.regex.MatchResult;

/** IPPools. {@code disabled} and the selectors concern the allocation of addresses, not BGP. */
final class IpPoolResourceParser {

    static final ObjectParser PARSER =
            ObjectParser.of(Layout.RESOURCES + "ippools/([^/]+)", IpPoolResourceParser::read);

    private static final String TUNNEL = "tunl0";

    private IpPoolResourceParser() {}

    private static IpPool read(MatchResult key, String value) throws MalformedObjectException {
        JsonObject spec = JsonObject.parse(value).object("spec");
        Prefix cidr = Scalars.named("cidr", spec.text("cidr"), Scalars::prefix);
        Encapsulation encapsulation = mode(spec, "vxlanMode", Encapsulation.VXLAN, Encapsulation.VXLAN);
        if (encapsulation == Encapsulation.NONE && cidr.afi().equals(Afi.IPV4)) {
            encapsulation = mode(spec, "ipipMode", Encapsulation.IPIP_ALWAYS, Encapsulation.IPIP_CROSS_SUBNET);
        }
        return new IpPool(
                key.group(),
                cidr,
                encapsulation,
                encapsulation.ipip() ? TUNNEL : "",
                spec.flag("disableBGPExport", false));
    }

    private static Encapsulation mode(JsonObject spec, String field, Encapsulation always, Encapsulation crossSubnet)
            throws MalformedObjectException {
        String text = spec.textOrEmpty(field);
        return switch (text) {
            case "", "Never" -> Encapsulation.NONE;
            case "Always" -> always;
            case "CrossSubnet" -> crossSubnet;
            default -> throw new MalformedObjectException("'" + field + "' is " + Scalars.quote(text));
        };
    }
}
