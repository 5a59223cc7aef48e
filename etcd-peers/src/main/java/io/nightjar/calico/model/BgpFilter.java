package io.nightjar.calico.model;

import io.nightjar.bgp.net.Afi;
import java.util.List;

/**
 * A named list of rules for peers that refer to it.
 *
 * @param key where it is in the datastore
 * @param name by which peers refer to it
 * @param ipv4 the rules for IPv4
 * @param ipv6 the rules for IPv6
 */
public record BgpFilter(String key, String name, Rules ipv4, Rules ipv6) implements CalicoObject {

    /**
     * The rules for one family.
     *
     * @param imports asked about received routes
     * @param exports asked about routes that are to be announced
     */
    public record Rules(List<FilterRule> imports, List<FilterRule> exports) {

        public Rules {
            imports = List.copyOf(imports);
            exports = List.copyOf(exports);
        }
    }

    /** The rules for a family. */
    public Rules rules(Afi afi) {
        return afi.equals(Afi.IPV4) ? ipv4 : ipv6;
    }

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        assembler.filter(this);
    }
}
