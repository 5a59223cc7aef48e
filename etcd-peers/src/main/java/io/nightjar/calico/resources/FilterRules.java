package io.nightjar.calico.resources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What Calico demands of BGPFilters; what a rule may say is known to its reader. */
final class FilterRules {

    private static final Set<String> LISTS = Set.of("exportV4", "importV4", "exportV6", "importV6");

    private static final Set<String> FIELDS = Set.of(
            "cidr",
            "matchOperator",
            "prefixLength",
            "source",
            "interface",
            "peerType",
            "communities",
            "asPathPrefix",
            "priority",
            "action",
            "operations");

    private FilterRules() {}

    static void check(Checked filter) {
        filter.known("spec", filter.spec(), LISTS);
        for (String list : LISTS) {
            int index = 0;
            for (JsonNode rule : filter.spec().path(list)) {
                filter.known("spec." + list + "[" + index + "]", rule, FIELDS);
                index++;
            }
        }
    }
}
