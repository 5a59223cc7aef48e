package io.nightjar.daemon.config;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.policy.PolicyRule;
import io.nightjar.rib.policy.PrefixMatch;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.policy.SourceMatch;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code all}, {@code none} or a list of rules, after which everything else is rejected. */
final class PolicyReader {

    private PolicyReader() {}

    static RoutePolicy read(Section section, Key.Policy key, RoutePolicy whenMissing) {
        if (!section.has(key)) {
            return whenMissing;
        }
        String word = section.word(key).orElse("");
        return switch (word) {
            case "all" -> RoutePolicy.ACCEPT_ALL;
            case "none" -> RoutePolicy.REJECT_ALL;
            case "" -> new RoutePolicy(rules(section, key), RouteAction.REJECT);
            default -> {
                section.problem(key, "expected all, none or a list of rules, found '" + word + "'");
                yield RoutePolicy.REJECT_ALL;
            }
        };
    }

    private static List<PolicyRule> rules(Section section, Key.Policy key) {
        List<PolicyRule> rules = new ArrayList<>();
        List<Section> sections = section.sections(key);
        if (sections.isEmpty()) {
            section.problem(key, "has no rules; write none to reject everything");
        }
        for (Section rule : sections) {
            int before = section.problems().count();
            if (rule.has(Schema.ACCEPT) == rule.has(Schema.REJECT)) {
                rule.problem(Schema.ACCEPT, "a rule has either accept or reject");
                continue;
            }
            Key.Scalar<Prefix> action = rule.has(Schema.ACCEPT) ? Schema.ACCEPT : Schema.REJECT;
            PrefixMatch match = match(rule, action);
            SourceMatch source = SourceMatchReader.read(rule, key);
            if (section.problems().count() == before) {
                String origin = section.problems().file() + ":" + rule.line();
                rules.add(new PolicyRule(
                        match, source, action.equals(Schema.ACCEPT) ? RouteAction.ACCEPT : RouteAction.REJECT, origin));
            }
        }
        return rules;
    }

    private static PrefixMatch match(Section rule, Key.Scalar<Prefix> action) {
        int before = rule.problems().count();
        Prefix prefix = rule.require(action);
        int bits = prefix.address().bitLength();
        int min = rule.find(Schema.MIN_LENGTH).map(Long::intValue).orElse(prefix.length());
        int max = rule.find(Schema.MAX_LENGTH)
                .map(Long::intValue)
                .orElse(rule.has(Schema.MIN_LENGTH) ? bits : prefix.length());
        if (rule.problems().count() != before) {
            return PrefixMatch.exact(prefix);
        }
        if (min < prefix.length() || max < min || max > bits) {
            Key culprit = rule.has(Schema.MIN_LENGTH) ? Schema.MIN_LENGTH : Schema.MAX_LENGTH;
            rule.problem(culprit, "the lengths " + min + " to " + max + " do not fit inside " + prefix);
            return PrefixMatch.exact(prefix);
        }
        return new PrefixMatch(prefix, min, max);
    }
}
