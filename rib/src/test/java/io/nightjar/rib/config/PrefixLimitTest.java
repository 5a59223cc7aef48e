package io.nightjar.rib.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.rib.config.PrefixLimit.Action;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrefixLimitTest {

    @Test
    void theWarningIsAPartOfTheMaximumHoweverGreatThatIs() {
        assertThat(new PrefixLimit(1000, 75, Action.WARN, 0).warningAt()).isEqualTo(750);
        assertThat(new PrefixLimit(3, 75, Action.WARN, 0).warningAt()).isEqualTo(2);
        assertThat(new PrefixLimit(1, 75, Action.WARN, 0).warningAt()).isEqualTo(1);
        assertThat(new PrefixLimit(Long.MAX_VALUE, 100, Action.WARN, 0).warningAt())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(new PrefixLimit(1L << 33, 75, Action.WARN, 0).warningAt()).isEqualTo(6442450944L);
    }

    @Test
    void numbersHaveTheirRanges() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PrefixLimit(0, 75, Action.WARN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrefixLimit(1, 0, Action.WARN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrefixLimit(1, 101, Action.WARN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrefixLimit(1, 75, Action.RESTART, -1));
    }

    @Test
    void aPolicyKeepsTheRestWhenOnePartChanges() {
        PrefixLimit limit = new PrefixLimit(10, 75, Action.SHUTDOWN, 0);
        PeerPolicy policy = new PeerPolicy(
                        RoutePolicy.ACCEPT_ALL, RoutePolicy.ACCEPT_ALL, PeerPolicy.NextHopMode.AUTO, null)
                .withAllowedLocalAs(2)
                .withPrefixLimits(Map.of(AddressFamily.IPV4_UNICAST, limit));
        assertThat(policy.allowedLocalAs()).isEqualTo(2);
        assertThat(policy.prefixLimits()).containsEntry(AddressFamily.IPV4_UNICAST, limit);
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withAllowedLocalAs(-1));
    }
}
