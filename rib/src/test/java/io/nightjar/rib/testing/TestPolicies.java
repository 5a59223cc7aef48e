package io.nightjar.rib.testing;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.policy.PolicyRule;
import io.nightjar.rib.policy.PrefixMatch;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.List;

/** Policies that tests like to have. */
public final class TestPolicies {

    private TestPolicies() {}

    /** Everything but exactly this prefix; the rule's origin is {@code no} and the prefix. */
    public static RoutePolicy reject(String prefix) {
        PrefixMatch match = PrefixMatch.exact(Prefix.parse(prefix));
        PolicyRule rule = new PolicyRule(match, RouteAction.REJECT, "no " + prefix);
        return new RoutePolicy(List.of(rule), RouteAction.ACCEPT);
    }
}
