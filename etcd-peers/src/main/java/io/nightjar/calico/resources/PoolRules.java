package io.nightjar.calico.resources;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import java.util.Set;

/** What Calico demands of IPPools. */
final class PoolRules {

    private static final Set<String> FIELDS = Set.of(
            "cidr",
            "ipipMode",
            "vxlanMode",
            "natOutgoing",
            "disabled",
            "disableBGPExport",
            "blockSize",
            "nodeSelector",
            "namespaceSelector",
            "allowedUses",
            "assignmentMode");

    private static final Set<String> USES = Set.of("Workload", "Tunnel", "LoadBalancer");

    private static final Set<String> ON = Set.of("Always", "CrossSubnet");

    private static final Prefix IPV4_LINK_LOCAL = Prefix.parse("169.254.0.0/16");

    private static final Prefix IPV6_LINK_LOCAL = Prefix.parse("fe80::/10");

    private PoolRules() {}

    static void check(Checked pool) {
        pool.known("spec", pool.spec(), FIELDS);
        pool.word("assignmentMode", Set.of("Automatic", "Manual"));
        boolean ipip = ON.contains(pool.spec().path("ipipMode").asText());
        boolean vxlan = ON.contains(pool.spec().path("vxlanMode").asText());
        if (ipip && vxlan) {
            pool.spec("vxlanMode", "excludes 'ipipMode'");
        }
        uses(pool, ipip || vxlan);
        Prefix cidr = pool.maskedPrefix("cidr");
        if (cidr != null) {
            range(pool, cidr, ipip);
        }
    }

    private static void uses(Checked pool, boolean encapsulated) {
        boolean balancer = false;
        for (JsonNode use : pool.spec().path("allowedUses")) {
            balancer |= use.asText().equals("LoadBalancer");
            if (!USES.contains(use.asText())) {
                pool.spec("allowedUses", "has an unknown use: " + use.asText());
            }
        }
        if (balancer && (encapsulated || pool.says("disableBGPExport"))) {
            pool.spec("allowedUses", "LoadBalancer excludes encapsulation and 'disableBGPExport'");
        }
    }

    private static void range(Checked pool, Prefix cidr, boolean ipip) {
        boolean four = cidr.afi().equals(Afi.IPV4);
        if (ipip && !four) {
            pool.spec("ipipMode", "is for IPv4 only");
        }
        if (overlap(cidr, IPV4_LINK_LOCAL) || overlap(cidr, IPV6_LINK_LOCAL)) {
            pool.spec("cidr", "overlaps with addresses that are good on one link only");
        }
        if (pool.says("blockSize")) {
            blockSize(pool, pool.spec().path("blockSize"), cidr, four ? 20 : 116);
        }
    }

    private static void blockSize(Checked pool, JsonNode size, Prefix cidr, int least) {
        int most = cidr.address().bitLength();
        if (!size.isInt() || size.asInt() < least || size.asInt() > most) {
            pool.spec("blockSize", "is not a number from " + least + " to " + most);
        } else if (size.asInt() < cidr.length()) {
            pool.spec("blockSize", "is larger than the pool: " + size.asInt());
        }
    }

    private static boolean overlap(Prefix one, Prefix other) {
        return one.afi().equals(other.afi()) && (one.contains(other) || other.contains(one));
    }
}
