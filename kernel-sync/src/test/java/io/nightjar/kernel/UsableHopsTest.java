package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsableHopsTest {

    private static final int STATIC = 4;
    private static final KernelLink UP = new KernelLink(2, "eth0", true);
    private static final KernelLink DOWN = new KernelLink(3, "eth1", false);
    private static final Prefix PREFIX = Prefix.parse("192.0.2.0/24");

    private final UsableHops usable = new UsableHops(Map.of(2, UP, 3, DOWN));

    private static KernelRoute via(String gateway, int link) {
        return KernelRoute.via(PREFIX, IpAddress.parse(gateway), link).withProtocol(STATIC);
    }

    @Test
    void packetsLeaveOverLinksThatAreUpWhateverGatewayIsThere() {
        assertThat(usable.isUsable(via("10.0.0.9", 2))).isTrue();
        assertThat(usable.isUsable(via("10.0.0.9", 3))).as("the link is down").isFalse();
        assertThat(usable.isUsable(via("10.0.0.9", 4)))
                .as("nobody knows the link")
                .isFalse();
        assertThat(usable.isUsable(via("fe80::1", 2))).isTrue();
        assertThat(usable.isUsable(KernelRoute.blackhole(PREFIX))).isTrue();
    }

    @Test
    void aRouteThatCannotBeUsedDoesNotHideAnother() {
        Destinations destinations = new Destinations();
        KernelRoute better = via("10.0.0.9", 3);
        KernelRoute worse = via("10.0.0.9", 2).withMetric(20);
        destinations.replacePresent(List.of(better, worse));
        assertThat(destinations.foreignRoutes(usable)).containsEntry(PREFIX, worse);
        destinations.replacePresent(List.of(better));
        assertThat(destinations.foreignRoutes(usable)).containsEntry(PREFIX, better);
    }
}
