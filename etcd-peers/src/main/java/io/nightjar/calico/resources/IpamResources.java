package io.nightjar.calico.resources;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Calico's address management has resources for, but keeps elsewhere in etcd: affinities of blocks at
 * {@code /calico/ipam/v2/host/NODE/ipv4/block/CIDR}, blocks at {@code /calico/ipam/v2/assignment/ipv4/block/CIDR}.
 */
final class IpamResources {

    private static final String BASE = "/calico/ipam/v2/";

    private final String place;

    private final Map<?, ?> spec;

    private IpamResources(String place, Map<?, ?> spec) {
        this.place = place;
        this.spec = spec;
    }

    /**
     * A key and what belongs there.
     *
     * @param value to be written as JSON
     */
    record Placed(String key, Map<?, ?> value) {}

    /** Where a document of such a kind belongs; null for one of another kind. */
    static @Nullable Placed of(String place, Map<?, ?> document) throws ResourceException {
        ResourceKind kind = ResourceKind.of(String.valueOf(document.get("kind")));
        if (kind != ResourceKind.BLOCK_AFFINITY && kind != ResourceKind.IPAM_BLOCK) {
            return null;
        }
        if (!(document.get("spec") instanceof Map<?, ?> spec)) {
            throw new ResourceException(place + ": 'spec' is missing");
        }
        IpamResources resource = new IpamResources(place, spec);
        return kind == ResourceKind.BLOCK_AFFINITY ? resource.affinity() : resource.block();
    }

    private Placed affinity() throws ResourceException {
        Object state = spec.get("state");
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("state", state == null ? "confirmed" : state.toString());
        value.put("deleted", Boolean.parseBoolean(String.valueOf(spec.get("deleted"))));
        return new Placed(BASE + "host/" + text("node") + "/" + path(), value);
    }

    private Placed block() throws ResourceException {
        return new Placed(BASE + "assignment/" + path(), spec);
    }

    private String path() throws ResourceException {
        String text = text("cidr");
        try {
            Prefix cidr = Prefix.parse(text);
            return (cidr.afi().equals(Afi.IPV4) ? "ipv4" : "ipv6") + "/block/"
                    + cidr.toString().replace('/', '-');
        } catch (IllegalArgumentException e) {
            throw new ResourceException(place + ": 'spec.cidr' is not a prefix: " + text);
        }
    }

    private String text(String field) throws ResourceException {
        Object value = spec.get(field);
        if (value == null || value.toString().isBlank() || value.toString().contains(" ")) {
            throw new ResourceException(place + ": 'spec." + field + "' is missing");
        }
        return value.toString();
    }
}
