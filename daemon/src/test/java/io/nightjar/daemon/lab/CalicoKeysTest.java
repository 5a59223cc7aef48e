package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CalicoKeysTest {

    private final Map<String, String> keys = CalicoKeys.of(LabPlan.walkthrough());

    @Test
    void theMeshIsOnInTheUsualAutonomousSystem() {
        assertThat(keys)
                .containsEntry("/calico/bgp/v1/global/as_num", "64512")
                .containsEntry("/calico/bgp/v1/global/node_mesh", "{\"enabled\":true}")
                .containsEntry("/calico/bgp/v1/global/loglevel", "info");
    }

    @Test
    void aNodeHasItsAddressesAndItsNetwork() {
        assertThat(keys)
                .containsEntry("/calico/bgp/v1/host/node01/ip_addr_v4", "172.17.8.101")
                .containsEntry("/calico/bgp/v1/host/node01/ip_addr_v6", "")
                .containsEntry("/calico/bgp/v1/host/node01/network_v4", "172.17.8.0/24");
    }

    @Test
    void blocksAndThePoolCarryADashInTheirKey() {
        assertThat(keys)
                .containsEntry("/calico/ipam/v2/host/node00/ipv4/block/192.168.18.64-26", "{}")
                .containsKey("/calico/ipam/v2/host/node01/ipv4/block/192.168.196.128-26")
                .containsKey("/calico/ipam/v2/host/node02/ipv4/block/192.168.140.64-26");
        assertThat(keys.get("/calico/v1/ipam/v4/pool/192.168.0.0-16"))
                .contains("\"cidr\":\"192.168.0.0/16\"", "\"ipip\":\"\"");
    }
}
