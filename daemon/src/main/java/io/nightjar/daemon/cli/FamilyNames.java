package io.nightjar.daemon.cli;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Unicast families by the names that options have for them. */
final class FamilyNames {

    private FamilyNames() {}

    /** The families of an option's values: {@code ipv4}, {@code ipv6}. */
    static Set<AddressFamily> parse(String option, List<String> names) {
        Set<AddressFamily> families = new HashSet<>();
        for (String name : names) {
            families.add(AddressFamily.unicast(
                    switch (name) {
                        case "ipv4" -> Afi.IPV4;
                        case "ipv6" -> Afi.IPV6;
                        default -> throw CommandException.usage(option + " takes ipv4 and ipv6, not '" + name + "'");
                    }));
        }
        return families;
    }
}
