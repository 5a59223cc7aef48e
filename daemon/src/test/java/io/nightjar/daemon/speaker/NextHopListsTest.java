package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.kernel.KernelNextHop;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextHopListsTest {

    private final NextHopLists lists = new NextHopLists();

    private static List<KernelNextHop> via(int address) {
        return List.of(KernelNextHop.via(new Ipv4Address(address), 2));
    }

    @Test
    void equalNextHopsBecomeOneObject() {
        List<KernelNextHop> first = lists.shared(via(1));
        assertThat(lists.shared(via(1))).isSameAs(first);
        assertThat(lists.shared(via(2))).isEqualTo(via(2)).isNotSameAs(first);
    }

    @Test
    void moreThanCanBeRememberedAreStillWhatTheyWere() {
        for (int address = 0; address < 2000; address++) {
            assertThat(lists.shared(via(address))).isEqualTo(via(address));
        }
    }
}
