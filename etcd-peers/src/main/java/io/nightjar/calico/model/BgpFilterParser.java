package io.nightjar.calico.model;

import io.nightjar.bgp.net.Afi;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;

/** BGPFilters. One rule that does not read makes the whole filter unusable: without it the others would mean something else. */
final class BgpFilterParser {

    static final ObjectParser PARSER = ObjectParser.of(Layout.RESOURCES + "bgpfilters/([^/]+)", BgpFilterParser::read);

    private BgpFilterParser() {}

    private static BgpFilter read(MatchResult key, String value) throws MalformedObjectException {
        JsonObject spec = JsonObject.parse(value).object("spec");
        return new BgpFilter(
                key.group(),
                key.group(1),
                new BgpFilter.Rules(rules(spec, "importV4", Afi.IPV4), rules(spec, "exportV4", Afi.IPV4)),
                new BgpFilter.Rules(rules(spec, "importV6", Afi.IPV6), rules(spec, "exportV6", Afi.IPV6)));
    }

    private static List<FilterRule> rules(JsonObject spec, String field, Afi afi) throws MalformedObjectException {
        List<FilterRule> rules = new ArrayList<>();
        for (JsonObject rule : spec.objects(field)) {
            try {
                rules.add(FilterRuleParser.read(rule, afi));
            } catch (MalformedObjectException e) {
                throw new MalformedObjectException("'" + field + "[" + rules.size() + "]': " + e.getMessage());
            }
        }
        return rules;
    }
}
