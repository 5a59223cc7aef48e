package io.nightjar.calico.model;

import io.nightjar.bgp.net.Prefix;

/**
 * A range of workload addresses.
 *
 * @param key where it is in the datastore
 * @param cidr the range
 * @param encapsulation how packets between nodes travel
 * @param tunnelDevice the kernel device that encapsulates in IP, as {@code tunl0}; empty if none does
 * @param exportDisabled whether nothing inside it is announced
 */
public record IpPool(String key, Prefix cidr, Encapsulation encapsulation, String tunnelDevice, boolean exportDisabled)
        implements CalicoObject {

    /** A pool that is announced. */
    public IpPool(String key, Prefix cidr, Encapsulation encapsulation, String tunnelDevice) {
        this(key, cidr, encapsulation, tunnelDevice, false);
    }

    /** How packets from node to node are wrapped. */
    public enum Encapsulation {
        /** Not at all. */
        NONE,
        /** In IP, always. */
        IPIP_ALWAYS,
        /** In IP, unless the other node is in the own subnet. */
        IPIP_CROSS_SUBNET,
        /** In VXLAN, which is Felix' business altogether. */
        VXLAN;

        /** Whether it is IP in IP. */
        public boolean ipip() {
            return this == IPIP_ALWAYS || this == IPIP_CROSS_SUBNET;
        }
    }

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        assembler.pool(this);
    }
}
