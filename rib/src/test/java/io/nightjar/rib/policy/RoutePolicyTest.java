package io.nightjar.rib.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.bgp.net.Prefix;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutePolicyTest {

    private static final Prefix BLOCK = Prefix.parse("192.168.18.64/26");

    @Test
    void theFirstMatchingRuleDecides() {
        RoutePolicy policy = new RoutePolicy(
                List.of(
                        new PolicyRule(PrefixMatch.exact(BLOCK), RouteAction.ACCEPT, "first"),
                        new PolicyRule(PrefixMatch.orLonger(BLOCK), RouteAction.REJECT, "second")),
                RouteAction.ACCEPT);
        assertThat(policy.evaluate(BLOCK)).isEqualTo(new Verdict(RouteAction.ACCEPT, "first"));
        assertThat(policy.evaluate(Prefix.parse("192.168.18.65/32")))
                .isEqualTo(new Verdict(RouteAction.REJECT, "second"));
    }

    @Test
    void whatNoRuleMatchesIsDecidedByTheRest() {
        assertThat(RoutePolicy.ACCEPT_ALL.evaluate(BLOCK).accepted()).isTrue();
        assertThat(RoutePolicy.REJECT_ALL.evaluate(BLOCK).accepted()).isFalse();
    }

    @Test
    void lengthsBoundAMatch() {
        PrefixMatch match = new PrefixMatch(Prefix.parse("10.0.0.0/8"), 16, 24);
        assertThat(match.matches(Prefix.parse("10.1.0.0/15"))).isFalse();
        assertThat(match.matches(Prefix.parse("10.1.0.0/16"))).isTrue();
        assertThat(match.matches(Prefix.parse("10.1.2.0/24"))).isTrue();
        assertThat(match.matches(Prefix.parse("10.1.2.0/25"))).isFalse();
        assertThat(match.matches(Prefix.parse("11.1.0.0/16"))).isFalse();
        assertThat(match.matches(Prefix.parse("fd00::/24"))).isFalse();
    }

    @Test
    void lengthsThatCannotMatchAreRefused() {
        Prefix ten = Prefix.parse("10.0.0.0/8");
        assertThatIllegalArgumentException().isThrownBy(() -> new PrefixMatch(ten, 7, 24));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrefixMatch(ten, 24, 16));
        assertThatIllegalArgumentException().isThrownBy(() -> new PrefixMatch(ten, 8, 33));
    }
}
