package io.nightjar.daemon.config;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.config.NeighborRange;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.SpeakerPeer;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the entries of {@code neighbors}: single peers and ranges. */
final class NeighborReader {

    private static final List<Key> ONLY_FOR_ONE =
            List.of(Schema.NAME, Schema.NEIGHBOR_PORT, Schema.LOCAL_ADDRESS, Schema.PASSIVE);

    private final AsNumber speakerAs;

    private final BgpIdentifier identifier;

    private final BgpIdentifier clusterId;

    NeighborReader(AsNumber speakerAs, BgpIdentifier identifier, BgpIdentifier clusterId) {
        this.speakerAs = speakerAs;
        this.identifier = identifier;
        this.clusterId = clusterId;
    }

    static boolean isRange(Section section) {
        return section.has(Schema.NEIGHBOR_RANGE);
    }

    SpeakerPeer peer(Section section) {
        IpAddress address = section.require(Schema.NEIGHBOR_ADDRESS);
        AsNumber as = section.require(Schema.NEIGHBOR_AS);
        AsNumber localAs = section.find(Schema.LOCAL_AS).orElse(speakerAs);
        IpAddress local = section.find(Schema.LOCAL_ADDRESS).orElse(null);
        if (local != null
                && section.has(Schema.NEIGHBOR_ADDRESS)
                && !local.afi().equals(address.afi())) {
            section.problem(Schema.LOCAL_ADDRESS, "is not of the family of " + address);
        }
        String name = section.find(Schema.NAME).orElse(defaultName(address));
        boolean internal = as.equals(localAs);
        Set<AddressFamily> families = families(section, address.afi());
        PeerConfig session = new PeerConfig(
                new PeerId(name),
                new PeerConfig.Remote(address, section.getInt(Schema.NEIGHBOR_PORT), as),
                new PeerConfig.Local(local, localAs, identifier),
                families,
                section.get(Schema.PASSIVE),
                TimersReader.read(section.section(Schema.NEIGHBOR_TIMERS)),
                FeaturesReader.read(section, families, internal),
                TransportReader.read(section));
        return new SpeakerPeer(session, policy(section, families, internal));
    }

    NeighborRange range(Section section) {
        if (section.has(Schema.NEIGHBOR_ADDRESS)) {
            section.problem(Schema.NEIGHBOR_RANGE, "a neighbor has either address or neighbor-range");
        }
        for (Key key : ONLY_FOR_ONE) {
            if (section.has(key)) {
                section.problem(key, "means nothing for a neighbor-range");
            }
        }
        Prefix network = section.require(Schema.NEIGHBOR_RANGE);
        if (network.address() instanceof Ipv6Address address && address.isIpv4Mapped()) {
            section.problem(Schema.NEIGHBOR_RANGE, network + " stands for IPv4 addresses: write it with these");
        }
        AsNumber as = section.require(Schema.NEIGHBOR_AS);
        AsNumber localAs = section.find(Schema.LOCAL_AS).orElse(speakerAs);
        boolean internal = as.equals(localAs);
        Set<AddressFamily> families = families(section, network.afi());
        return new NeighborRange(
                network,
                as,
                localAs,
                families,
                TimersReader.read(section.section(Schema.NEIGHBOR_TIMERS)),
                policy(section, families, internal),
                FeaturesReader.read(section, families, internal),
                TransportReader.read(section));
    }

    private static String defaultName(IpAddress address) {
        return "peer_" + address.toString().replace('.', '_').replace(':', '_');
    }

    private static Set<AddressFamily> families(Section section, Afi afi) {
        Set<AddressFamily> families = new LinkedHashSet<>();
        section.list(Schema.FAMILIES).forEach(family -> families.add(family.value()));
        if (families.isEmpty()) {
            families.add(AddressFamily.unicast(afi));
        }
        return families;
    }

    /** RFC 8212 §2: without a policy, nothing is taken from and nothing is announced to another AS. */
    private PeerPolicy policy(Section section, Set<AddressFamily> families, boolean internal) {
        RoutePolicy whenMissing = internal ? RoutePolicy.ACCEPT_ALL : RoutePolicy.REJECT_ALL;
        boolean client = section.get(Schema.CLIENT);
        if (client && !internal && section.has(Schema.NEIGHBOR_AS)) {
            section.problem(Schema.CLIENT, "only a neighbor in our own AS can be a client");
        }
        return new PeerPolicy(
                PolicyReader.read(section, Schema.IMPORT, whenMissing),
                PolicyReader.read(section, Schema.EXPORT, whenMissing),
                section.get(Schema.NEXT_HOP),
                client ? clusterId : null,
                section.getInt(Schema.ALLOW_LOCAL_AS),
                PrefixLimitReader.read(section, families));
    }
}
