package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteAttributes;
import io.nightjar.kernel.RouteType;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownAttributesTest {

    private final KnownAttributes known = new KnownAttributes();

    private static RouteAttributes via(int address) {
        return new RouteAttributes(
                RouteType.UNICAST,
                List.of(KernelNextHop.via(new Ipv4Address(address), 2)),
                0,
                KernelRoute.OWN_PROTOCOL,
                KernelRoute.MAIN_TABLE,
                null);
    }

    @Test
    void equalAttributesBecomeOneObject() {
        RouteAttributes first = known.shared(via(1));
        assertThat(known.shared(via(1))).isSameAs(first);
        assertThat(known.shared(via(2))).isEqualTo(via(2)).isNotSameAs(first);
    }

    @Test
    void moreThanCanBeRememberedAreStillWhatTheyWere() {
        for (int address = 0; address < 2000; address++) {
            assertThat(known.shared(via(address))).isEqualTo(via(address));
        }
    }
}
