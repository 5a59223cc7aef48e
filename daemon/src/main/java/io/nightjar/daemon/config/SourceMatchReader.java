package io.nightjar.daemon.config;

import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.rib.policy.NumberRange;
import io.nightjar.rib.policy.SourceMatch;
import io.nightjar.rib.route.RouteSource;
import java.util.List;
import java.util.Optional;

/** Reads what a rule asks about where a route came from. */
final class SourceMatchReader {

    private static final List<Key> OF_KERNEL =
            List.of(Schema.RULE_INTERFACE, Schema.RULE_PROTOCOL, Schema.MIN_METRIC, Schema.MAX_METRIC);

    private static final long MAX_METRIC = 0xffff_ffffL;

    private SourceMatchReader() {}

    /** The conditions of a rule in the list {@code policy}. */
    static SourceMatch read(Section rule, Key.Policy policy) {
        Optional<Key> first = OF_KERNEL.stream().filter(rule::has).findFirst();
        Optional<RouteSource.Kind> kind = rule.find(Schema.RULE_SOURCE);
        if (first.isEmpty() && !rule.has(Schema.RULE_SOURCE)) {
            return SourceMatch.ANY;
        }
        if (!policy.equals(Schema.EXPORT)) {
            rule.problem(first.orElse(Schema.RULE_SOURCE), "says something only where a neighbor's export is decided");
            return SourceMatch.ANY;
        }
        if (first.isEmpty()) {
            return kind.<SourceMatch>map(SourceMatch.OfKind::new).orElse(SourceMatch.ANY);
        }
        if (kind.isPresent() && kind.get() != RouteSource.Kind.KERNEL) {
            rule.problem(first.get(), "only routes of the kernel have it: write source: kernel, or leave source out");
        }
        return new SourceMatch.InKernel(
                rule.find(Schema.RULE_INTERFACE).orElse(InterfacePattern.ANY),
                rule.find(Schema.RULE_PROTOCOL).map(NumberRange::only).orElse(NumberRange.ANY),
                metrics(rule));
    }

    private static NumberRange metrics(Section rule) {
        if (!rule.has(Schema.MIN_METRIC) && !rule.has(Schema.MAX_METRIC)) {
            return NumberRange.ANY;
        }
        long min = rule.find(Schema.MIN_METRIC).orElse(0L);
        long max = rule.find(Schema.MAX_METRIC).orElse(MAX_METRIC);
        if (min > max) {
            rule.problem(Schema.MIN_METRIC, "no metric is between " + min + " and " + max);
            return NumberRange.ANY;
        }
        return new NumberRange(min, max);
    }
}
