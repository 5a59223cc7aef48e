package io.nightjar.rib.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutePolicyTest {

    private static final Prefix BLOCK = Prefix.parse("192.168.18.64/26");

    private static Route own(Prefix prefix) {
        return Route.originated(prefix, "test");
    }

    private static Route learned(int protocol, long metric, String device) {
        return Route.learned(BLOCK, null, new RouteSource.Learned(protocol, metric, device));
    }

    private static boolean matches(SourceMatch source, Route route) {
        return new PolicyRule(PrefixMatch.exact(BLOCK), source, RouteAction.ACCEPT, "test").matches(route);
    }

    @Test
    void aRuleMayAskInWhichWayARouteCame() {
        Route heard = new Route(
                Nlri.of(BLOCK),
                TestAttributes.internal("10.0.0.1"),
                TestPeer.internal(1).source());
        assertThat(matches(new SourceMatch.OfKind(RouteSource.Kind.PEER), heard))
                .isTrue();
        assertThat(matches(new SourceMatch.OfKind(RouteSource.Kind.LOCAL), own(BLOCK)))
                .isTrue();
        assertThat(matches(new SourceMatch.OfKind(RouteSource.Kind.KERNEL), own(BLOCK)))
                .isFalse();
        assertThat(matches(new SourceMatch.OfKind(RouteSource.Kind.KERNEL), learned(80, 0, "eth0")))
                .isTrue();
        assertThat(matches(SourceMatch.ANY, heard)).isTrue();
        assertThat(matches(SourceMatch.InKernel.on("*"), heard)).isFalse();
    }

    @Test
    void aRuleMayAskForDeviceProtocolAndMetric() {
        assertThat(matches(SourceMatch.InKernel.on("cali*"), learned(80, 0, "cali12")))
                .isTrue();
        assertThat(matches(SourceMatch.InKernel.on("cali*"), learned(80, 0, "eth0")))
                .isFalse();
        assertThat(matches(SourceMatch.InKernel.on("?*"), learned(80, 0, ""))).isFalse();
        SourceMatch elevated = SourceMatch.InKernel.withMetric(new NumberRange(1, 1023));
        assertThat(matches(elevated, learned(80, 0, "cali1"))).isFalse();
        assertThat(matches(elevated, learned(80, 512, "cali1"))).isTrue();
        assertThat(matches(elevated, learned(80, 1024, "cali1"))).isFalse();
        SourceMatch felix = new SourceMatch.InKernel(InterfacePattern.ANY, NumberRange.only(80), NumberRange.ANY);
        assertThat(matches(felix, learned(80, 1024, ""))).isTrue();
        assertThat(matches(felix, learned(4, 1024, ""))).isFalse();
        assertThat(new PolicyRule(PrefixMatch.exact(Prefix.IPV4_DEFAULT), felix, RouteAction.ACCEPT, "test")
                        .matches(learned(80, 0, "")))
                .isFalse();
    }

    @Test
    void policiesWithEqualConditionsAreEqual() {
        assertThat(SourceMatch.InKernel.on("cali*")).isEqualTo(SourceMatch.InKernel.on("cali*"));
        assertThat(SourceMatch.InKernel.on("cali*")).isNotEqualTo(SourceMatch.InKernel.on("cali"));
        assertThat(new SourceMatch.Any()).isEqualTo(SourceMatch.ANY);
    }

    @Test
    void aRangeWithoutNumbersIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NumberRange(2, 1));
    }

    @Test
    void theFirstMatchingRuleDecides() {
        RoutePolicy policy = new RoutePolicy(
                List.of(
                        new PolicyRule(PrefixMatch.exact(BLOCK), RouteAction.ACCEPT, "first"),
                        new PolicyRule(PrefixMatch.orLonger(BLOCK), RouteAction.REJECT, "second")),
                RouteAction.ACCEPT);
        assertThat(policy.evaluate(own(BLOCK))).isEqualTo(new Verdict(RouteAction.ACCEPT, "first"));
        assertThat(policy.evaluate(own(Prefix.parse("192.168.18.65/32"))))
                .isEqualTo(new Verdict(RouteAction.REJECT, "second"));
    }

    @Test
    void whatNoRuleMatchesIsDecidedByTheRest() {
        assertThat(RoutePolicy.ACCEPT_ALL.evaluate(own(BLOCK)).accepted()).isTrue();
        assertThat(RoutePolicy.REJECT_ALL.evaluate(own(BLOCK)).accepted()).isFalse();
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
