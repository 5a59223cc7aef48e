package io.nightjar.daemon.config;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.rib.config.PrefixLimit;
import io.nightjar.rib.config.PrefixLimit.Action;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads how much a neighbor may announce. */
final class PrefixLimitReader {

    private PrefixLimitReader() {}

    static Map<AddressFamily, PrefixLimit> read(Section section, Set<AddressFamily> families) {
        Map<AddressFamily, PrefixLimit> limits = new HashMap<>();
        for (Section entry : section.sections(Schema.MAX_PREFIXES)) {
            int before = entry.problems().count();
            AddressFamily family = entry.require(Schema.LIMIT_FAMILY);
            PrefixLimit limit = limit(entry);
            if (entry.problems().count() != before) {
                continue;
            }
            if (!families.contains(family)) {
                entry.problem(Schema.LIMIT_FAMILY, "the neighbor has no such family");
            } else if (limits.putIfAbsent(family, limit) != null) {
                entry.problem(Schema.LIMIT_FAMILY, "has a limit already");
            }
        }
        return limits;
    }

    private static PrefixLimit limit(Section entry) {
        Action action = entry.get(Schema.LIMIT_ACTION);
        if (action != Action.RESTART && entry.has(Schema.LIMIT_RESTART)) {
            entry.problem(Schema.LIMIT_RESTART, "means something only with action: restart");
        }
        return new PrefixLimit(
                entry.require(Schema.LIMIT),
                entry.getInt(Schema.LIMIT_WARNING),
                action,
                action == Action.RESTART ? entry.getInt(Schema.LIMIT_RESTART) : 0);
    }
}
