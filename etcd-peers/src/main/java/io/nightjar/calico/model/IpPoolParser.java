package io.nightjar.calico.model;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.IpPool.Encapsulation;
import java.util.regex.MatchResult;

/**
 * Pools: a JSON object. {@code ipip} is the name of the tunnel device and what decides; {@code ipip_mode} tells the two
 * kinds apart and was not written by early releases. {@code disabled} concerns the allocation of addresses, not BGP.
 */
final class IpPoolParser {

    static final ObjectParser PARSER = ObjectParser.of("/calico/v1/ipam/v([46])/pool/[^/]+", IpPoolParser::read);

    private IpPoolParser() {}

    private static IpPool read(MatchResult key, String value) throws MalformedObjectException {
        JsonObject json = JsonObject.parse(value);
        Prefix cidr = Scalars.prefix(json.text("cidr"), Scalars.family(key.group(1)));
        String device = json.textOrEmpty("ipip");
        return new IpPool(
                key.group(),
                cidr,
                device.isEmpty() ? Encapsulation.NONE : encapsulation(json.textOrEmpty("ipip_mode")),
                device);
    }

    private static Encapsulation encapsulation(String mode) throws MalformedObjectException {
        return switch (mode) {
            case "", "always" -> Encapsulation.IPIP_ALWAYS;
            case "cross-subnet" -> Encapsulation.IPIP_CROSS_SUBNET;
            default -> throw new MalformedObjectException("'ipip_mode' is " + Scalars.quote(mode));
        };
    }
}
