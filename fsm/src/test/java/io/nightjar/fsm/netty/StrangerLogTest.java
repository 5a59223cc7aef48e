package io.nightjar.fsm.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.fsm.session.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StrangerLogTest {

    @Test
    void strangersAreToldOfOnceInTenSeconds() {
        ManualClock clock = new ManualClock();
        StrangerLog log = new StrangerLog(clock);
        IpAddress stranger = IpAddress.parse("10.9.9.9");
        assertThat(log.refused(stranger, "unknown")).isTrue();
        clock.advance(Duration.ofSeconds(9));
        assertThat(log.refused(stranger, "unknown")).isFalse();
        clock.advance(Duration.ofSeconds(2));
        assertThat(log.refused(stranger, "unknown")).isTrue();
    }
}
