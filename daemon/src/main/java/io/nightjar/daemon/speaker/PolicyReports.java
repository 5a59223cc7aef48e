package io.nightjar.daemon.speaker;

import io.nightjar.daemon.control.ConfigReport;
import io.nightjar.rib.policy.NumberRange;
import io.nightjar.rib.policy.PolicyRule;
import io.nightjar.rib.policy.PrefixMatch;
import io.nightjar.rib.policy.RouteCondition;
import io.nightjar.rib.policy.RouteOperation;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.policy.SourceMatch;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Policies in words, each once however many peers have it. Used by one thread. */
final class PolicyReports {

    private static final String ANY = "any";

    private final Map<RoutePolicy, ConfigReport.Policy> known = new LinkedHashMap<>();

    /** The name of a policy in this report. */
    String name(RoutePolicy policy) {
        ConfigReport.Policy report = known.get(policy);
        if (report == null) {
            report = new ConfigReport.Policy(
                    "policy-" + (known.size() + 1),
                    policy.rules().stream().map(PolicyReports::rule).toList(),
                    lower(policy.otherwise()));
            known.put(policy, report);
        }
        return report.name();
    }

    /** All that have a name. */
    List<ConfigReport.Policy> all() {
        return List.copyOf(known.values());
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ConfigReport.Rule rule(PolicyRule rule) {
        return new ConfigReport.Rule(
                match(rule.match()),
                source(rule.source()),
                conditions(rule.condition()),
                lower(rule.action()),
                rule.operations().stream().map(PolicyReports::operation).toList(),
                rule.origin());
    }

    private static String match(PrefixMatch match) {
        String lengths = match.minLength() == match.maxLength()
                ? (match.minLength() == match.prefix().length() ? "" : " of length " + match.minLength())
                : " of length " + match.minLength() + " to " + match.maxLength();
        return (match.inverted() ? "all but " : "") + match.prefix() + lengths;
    }

    private static String source(SourceMatch source) {
        if (source instanceof SourceMatch.OfKind kind) {
            return lower(kind.kind());
        }
        return source instanceof SourceMatch.InKernel kernel
                ? "kernel, device " + kernel.interfaces() + ", protocol " + range(kernel.protocols()) + ", metric "
                        + range(kernel.metrics())
                : ANY;
    }

    private static String range(NumberRange range) {
        if (range.equals(NumberRange.ANY)) {
            return ANY;
        }
        return range.min() == range.max() ? Long.toString(range.min()) : range.min() + " to " + range.max();
    }

    private static List<String> conditions(RouteCondition condition) {
        return condition instanceof RouteCondition.AllOf all
                ? all.conditions().stream().map(PolicyReports::condition).toList()
                : List.of(condition(condition));
    }

    private static String condition(RouteCondition condition) {
        if (condition instanceof RouteCondition.OnDevice device) {
            return "leaves through " + device.devices();
        } else if (condition instanceof RouteCondition.HasCommunity has) {
            return "has community " + has.community();
        } else if (condition instanceof RouteCondition.HasLargeCommunity has) {
            return "has large community " + has.community();
        } else if (condition instanceof RouteCondition.PathBegins path) {
            return "AS_PATH begins with " + words(path.numbers());
        } else if (condition instanceof RouteCondition.LocalPrefIn preference) {
            return "LOCAL_PREF is " + range(preference.values());
        } else if (condition instanceof RouteCondition.NextHopIn hops) {
            return "next hop is " + words(hops.addresses().stream().sorted().toList());
        }
        return String.join(" and ", conditions(condition));
    }

    private static String operation(RouteOperation operation) {
        if (operation instanceof RouteOperation.AddCommunity add) {
            return "adds community " + add.community();
        } else if (operation instanceof RouteOperation.AddLargeCommunity add) {
            return "adds large community " + add.community();
        } else if (operation instanceof RouteOperation.PrependPath prepend) {
            return "prepends " + words(prepend.numbers());
        } else if (operation instanceof RouteOperation.SetLocalPref set) {
            return "sets LOCAL_PREF to " + set.value();
        }
        return "sets LOCAL_PREF by the kernel's metric";
    }

    private static String words(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
