package io.nightjar.calico.model;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.rib.policy.LocalPrefMetric;
import io.nightjar.rib.policy.NumberRange;
import io.nightjar.rib.policy.PrefixMatch;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RouteCondition;
import io.nightjar.rib.policy.RouteOperation;
import io.nightjar.rib.policy.SourceMatch;
import io.nightjar.rib.route.RouteSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules of BGPFilters. What a rule does not ask for, it does not care about. */
final class FilterRuleParser {

    private static final Pattern INTERFACE = Pattern.compile("[a-zA-Z0-9_.*-]{1,15}");

    private static final long MAX_PRIORITY = 2147483646;

    private static final int MAX_OPERATIONS = 10;

    private final JsonObject rule;

    private final Afi afi;

    private FilterRuleParser(JsonObject rule, Afi afi) {
        this.rule = rule;
        this.afi = afi;
    }

    static FilterRule read(JsonObject rule, Afi afi) throws MalformedObjectException {
        return new FilterRuleParser(rule, afi).rule();
    }

    private FilterRule rule() throws MalformedObjectException {
        RouteAction action = action();
        List<RouteOperation> operations = operations();
        if (action == RouteAction.REJECT && !operations.isEmpty()) {
            throw new MalformedObjectException("'operations' of a rule that rejects");
        }
        return new FilterRule(match(), source(), condition(), peerType(), action, operations);
    }

    private RouteAction action() throws MalformedObjectException {
        String text = rule.text("action");
        return switch (text) {
            case "Accept" -> RouteAction.ACCEPT;
            case "Reject" -> RouteAction.REJECT;
            default -> throw new MalformedObjectException("'action' is " + Scalars.quote(text));
        };
    }

    private PrefixMatch match() throws MalformedObjectException {
        if (!rule.saysSomething("cidr")) {
            if (rule.saysSomething("matchOperator") || rule.saysSomething("prefixLength")) {
                throw new MalformedObjectException("'matchOperator' or 'prefixLength' without 'cidr'");
            }
            return PrefixMatch.orLonger(everything());
        }
        Prefix cidr = Scalars.prefix(rule.text("cidr"), afi);
        String operator = rule.text("matchOperator");
        return switch (operator) {
            case "Equal" -> equal(cidr);
            case "NotEqual" -> equal(cidr).inverse();
            case "In" -> inside(cidr);
            case "NotIn" -> inside(cidr).inverse();
            default -> throw new MalformedObjectException("'matchOperator' is " + Scalars.quote(operator));
        };
    }

    /** With lengths, BIRD would compare with a set, which can only mean what lies inside. */
    private PrefixMatch equal(Prefix cidr) throws MalformedObjectException {
        return rule.object("prefixLength").isEmpty() ? PrefixMatch.exact(cidr) : inside(cidr);
    }

    /** As a prefix set of BIRD: what lies inside, of some lengths. Too short lengths find nothing. */
    private PrefixMatch inside(Prefix cidr) throws MalformedObjectException {
        JsonObject lengths = rule.object("prefixLength");
        int most = cidr.address().bitLength();
        int min = lengths.has("min") ? (int) lengths.number("min", 0, most) : 0;
        int max = lengths.has("max") ? (int) lengths.number("max", 0, most) : most;
        int shortest = Math.max(cidr.length(), min);
        return shortest <= max
                ? new PrefixMatch(cidr, shortest, max)
                : PrefixMatch.orLonger(everything()).inverse();
    }

    private Prefix everything() {
        return afi.equals(Afi.IPV4) ? Prefix.IPV4_DEFAULT : Prefix.IPV6_DEFAULT;
    }

    private SourceMatch source() throws MalformedObjectException {
        String text = rule.textOrEmpty("source");
        return switch (text) {
            case "" -> SourceMatch.ANY;
            case "RemotePeers" -> new SourceMatch.OfKind(RouteSource.Kind.PEER);
            default -> throw new MalformedObjectException("'source' is " + Scalars.quote(text));
        };
    }

    private @Nullable PeerType peerType() throws MalformedObjectException {
        String text = rule.textOrEmpty("peerType");
        return switch (text) {
            case "" -> null;
            case "eBGP" -> PeerType.EXTERNAL;
            case "iBGP" -> PeerType.INTERNAL;
            default -> throw new MalformedObjectException("'peerType' is " + Scalars.quote(text));
        };
    }

    private RouteCondition condition() throws MalformedObjectException {
        List<RouteCondition> conditions = new ArrayList<>();
        String device = rule.textOrEmpty("interface");
        if (!device.isEmpty()) {
            if (!INTERFACE.matcher(device).matches()) {
                throw new MalformedObjectException("'interface' is " + Scalars.quote(device));
            }
            conditions.add(new RouteCondition.OnDevice(new InterfacePattern(device)));
        }
        if (rule.saysSomething("communities")) {
            List<String> values = rule.object("communities").texts("values");
            if (values.size() != 1) {
                throw new MalformedObjectException("'communities' has not exactly one value");
            }
            conditions.add(CommunityValue.parse(values.get(0)).present());
        }
        if (rule.saysSomething("asPathPrefix")) {
            conditions.add(new RouteCondition.PathBegins(numbers(rule, "asPathPrefix")));
        }
        if (rule.saysSomething("priority")) {
            long priority = rule.number("priority", 1, MAX_PRIORITY);
            conditions.add(new RouteCondition.LocalPrefIn(NumberRange.only(LocalPrefMetric.mirror(priority))));
        }
        return conditions.isEmpty() ? RouteCondition.NONE : new RouteCondition.AllOf(conditions);
    }

    private List<RouteOperation> operations() throws MalformedObjectException {
        List<RouteOperation> operations = new ArrayList<>();
        for (JsonObject operation : rule.objects("operations")) {
            operations.add(operation(operation));
        }
        if (operations.size() > MAX_OPERATIONS) {
            throw new MalformedObjectException("more than " + MAX_OPERATIONS + " 'operations'");
        }
        return operations;
    }

    private static RouteOperation operation(JsonObject operation) throws MalformedObjectException {
        if (operation.fields() != 1) {
            throw new MalformedObjectException("one of 'operations' is not exactly one");
        }
        if (operation.has("addCommunity")) {
            return CommunityValue.parse(operation.object("addCommunity").text("value"))
                    .add();
        }
        if (operation.has("prependASPath")) {
            List<AsNumber> numbers = numbers(operation.object("prependASPath"), "prefix");
            if (numbers.isEmpty() || numbers.size() > MAX_OPERATIONS) {
                throw new MalformedObjectException("'prependASPath' has not 1 to " + MAX_OPERATIONS + " numbers");
            }
            if (numbers.stream().anyMatch(number -> number.value() == 0)) {
                throw new MalformedObjectException("'prependASPath' has AS 0, which no path may have (RFC 7607)");
            }
            return new RouteOperation.PrependPath(numbers);
        }
        if (operation.has("setPriority")) {
            long priority = operation.object("setPriority").number("value", 1, MAX_PRIORITY);
            return new RouteOperation.SetLocalPref(LocalPrefMetric.mirror(priority));
        }
        throw new MalformedObjectException("one of 'operations' is unknown");
    }

    private static List<AsNumber> numbers(JsonObject holder, String field) throws MalformedObjectException {
        List<AsNumber> numbers = new ArrayList<>();
        for (String text : holder.texts(field)) {
            numbers.add(Scalars.numberInPath(text));
        }
        return numbers;
    }
}
