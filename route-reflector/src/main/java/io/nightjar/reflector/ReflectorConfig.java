package io.nightjar.reflector;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.rib.inbound.OwnIdentity;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who a reflector is.
 *
 * @param identifier its BGP identifier
 * @param clusters that it reflects for; empty for a speaker without clients
 */
public record ReflectorConfig(BgpIdentifier identifier, Set<ClusterId> clusters) {

    public ReflectorConfig {
        clusters = Set.copyOf(clusters);
    }

    /** The reflector that the table says we are. */
    public static ReflectorConfig of(OwnIdentity own) {
        return new ReflectorConfig(
                own.identifier(),
                own.clusterIds().stream().map(ClusterId::new).collect(Collectors.toUnmodifiableSet()));
    }
}
