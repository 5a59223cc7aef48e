package io.nightjar.calico.show;

import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LargeCommunity;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.rib.policy.LocalPrefMetric;
import io.nightjar.rib.policy.PolicyRule;
import io.nightjar.rib.policy.PrefixMatch;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RouteCondition;
import io.nightjar.rib.policy.RouteOperation;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.policy.SourceMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Typed rules in BIRD's filter language. */
final class BirdFilters {

    private BirdFilters() {}

    /** The statements of a policy, one line for each rule. */
    static List<String> lines(RoutePolicy policy) {
        List<String> lines = new ArrayList<>();
        policy.rules().forEach(rule -> lines.add(line(rule)));
        lines.add(word(policy.otherwise()));
        return lines;
    }

    private static String line(PolicyRule rule) {
        List<String> conditions = new ArrayList<>();
        boolean everything = rule.match().minLength() == 0
                && rule.match().maxLength() == rule.match().prefix().address().bitLength();
        if (!everything || rule.match().inverted()) {
            conditions.add(match(rule.match()));
        }
        add(conditions, rule.source());
        add(conditions, rule.condition());
        String body = rule.operations().stream().map(BirdFilters::operation).collect(Collectors.joining())
                + word(rule.action());
        String statement = conditions.isEmpty()
                ? body.strip()
                : "if " + String.join(" && ", conditions) + " then { " + body.strip() + " }";
        return statement + " # " + rule.origin();
    }

    private static String word(RouteAction action) {
        return switch (action) {
            case ACCEPT -> "accept;";
            case REJECT -> "reject;";
            case CONTINUE -> "";
        };
    }

    private static String match(PrefixMatch match) {
        boolean exact = match.minLength() == match.prefix().length() && match.maxLength() == match.minLength();
        String text = exact
                ? "net = " + match.prefix()
                : "net ~ [ " + match.prefix() + "{" + match.minLength() + "," + match.maxLength() + "} ]";
        return match.inverted() ? "! (" + text + ")" : "(" + text + ")";
    }

    private static void add(List<String> conditions, SourceMatch source) {
        if (source instanceof SourceMatch.OfKind kind) {
            conditions.add(
                    switch (kind.kind()) {
                        case PEER -> "(source = RTS_BGP)";
                        case LOCAL -> "(source = RTS_STATIC)";
                        case KERNEL -> "(source = RTS_INHERIT || source = RTS_DEVICE)";
                    });
        } else if (source instanceof SourceMatch.InKernel kernel) {
            conditions.add("(source = RTS_INHERIT && defined(krt_metric) && krt_metric >= "
                    + kernel.metrics().min() + " && krt_metric <= "
                    + kernel.metrics().max() + ")");
        }
    }

    private static void add(List<String> conditions, RouteCondition condition) {
        if (condition instanceof RouteCondition.AllOf all) {
            all.conditions().forEach(each -> add(conditions, each));
        } else if (condition instanceof RouteCondition.OnDevice device) {
            conditions.add("(ifname ~ \"" + device.devices() + "\")");
        } else if (condition instanceof RouteCondition.HasCommunity community) {
            conditions.add("(" + pair(community.community()) + " ~ bgp_community)");
        } else if (condition instanceof RouteCondition.HasLargeCommunity community) {
            conditions.add("(" + triple(community.community()) + " ~ bgp_large_community)");
        } else if (condition instanceof RouteCondition.PathBegins path) {
            String numbers = path.numbers().stream().map(AsNumber::toString).collect(Collectors.joining(" "));
            conditions.add("(bgp_path ~ [= " + numbers + " * =])");
        } else if (condition instanceof RouteCondition.LocalPrefIn preference) {
            conditions.add("(defined(bgp_local_pref) && bgp_local_pref >= "
                    + preference.values().min() + " && bgp_local_pref <= "
                    + preference.values().max() + ")");
        } else if (condition instanceof RouteCondition.NextHopIn hops) {
            conditions.add(new TreeSet<>(hops.addresses())
                    .stream().map(hop -> "bgp_next_hop = " + hop).collect(Collectors.joining(" || ", "(", ")")));
        }
    }

    private static String operation(RouteOperation operation) {
        if (operation instanceof RouteOperation.AddCommunity add) {
            return "bgp_community.add(" + pair(add.community()) + "); ";
        }
        if (operation instanceof RouteOperation.AddLargeCommunity add) {
            return "bgp_large_community.add(" + triple(add.community()) + "); ";
        }
        if (operation instanceof RouteOperation.PrependPath path) {
            StringBuilder text = new StringBuilder();
            for (int i = path.numbers().size() - 1; i >= 0; i--) {
                text.append("bgp_path.prepend(").append(path.numbers().get(i)).append("); ");
            }
            return text.toString();
        }
        if (operation instanceof RouteOperation.LocalPrefOfMetric metric) {
            return "if ! defined(krt_metric) then krt_metric = " + metric.otherwise() + "; bgp_local_pref = "
                    + LocalPrefMetric.SUM + " - krt_metric; ";
        }
        return operation instanceof RouteOperation.SetLocalPref set ? "bgp_local_pref = " + set.value() + "; " : "";
    }

    private static String pair(Community community) {
        return "(" + community.toString().replace(':', ',') + ")";
    }

    private static String triple(LargeCommunity community) {
        return "(" + community.toString().replace(':', ',') + ")";
    }
}
