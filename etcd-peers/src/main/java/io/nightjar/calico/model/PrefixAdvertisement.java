package io.nightjar.calico.model;

import io.nightjar.bgp.net.Prefix;
import java.util.List;

/**
 * Which communities routes get when they are announced.
 *
 * @param cidr routes to destinations inside it
 * @param communities in the order of their texts, each once
 */
public record PrefixAdvertisement(Prefix cidr, List<CommunityValue> communities) {

    public PrefixAdvertisement {
        communities = List.copyOf(communities);
    }
}
