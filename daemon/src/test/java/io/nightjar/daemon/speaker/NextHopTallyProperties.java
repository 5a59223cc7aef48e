package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class NextHopTallyProperties {

    private static final int PREFIXES = 5;

    private static Prefix prefix(int number) {
        return Prefix.parse("192.168." + number + ".0/26");
    }

    private static IpAddress nextHop(int number) {
        return IpAddress.parse("10.0.0." + number);
    }

    /** To the next hop with this number; 0 stands for no path, 1 for one without a next hop. */
    private static @Nullable ResolvedRoute path(int prefix, int nextHop) {
        return switch (nextHop) {
            case 0 -> null;
            case 1 -> new ResolvedRoute(Route.originated(prefix(prefix), "test"), ResolvedRoute.LOCAL);
            default -> new ResolvedRoute(Route.via(prefix(prefix), nextHop(nextHop), "test"), ResolvedRoute.LOCAL);
        };
    }

    /** In each turn some destinations get another next hop. */
    @Property
    void itIsWhatCountingAllDestinationsComesTo(
            @ForAll @Size(max = 8) List<@Size(min = PREFIXES, max = PREFIXES) List<@IntRange(max = 4) Integer>> turns) {
        NextHopTally tally = new NextHopTally();
        Map<Integer, Integer> hops = new HashMap<>();
        for (List<Integer> turn : turns) {
            List<BestPathChange> changes = new ArrayList<>();
            for (int i = 0; i < PREFIXES; i++) {
                int before = hops.getOrDefault(i, 0);
                if (before != turn.get(i)) {
                    hops.put(i, turn.get(i));
                    changes.add(new BestPathChange(
                            prefix(i), path(i, before), path(i, turn.get(i)), SelectionReason.ONLY_ROUTE, null));
                }
            }
            tally.bestPathsChanged(changes);
            for (int number = 2; number <= 4; number++) {
                int which = number;
                assertThat(tally.destinations(nextHop(number))).isEqualTo((int)
                        hops.values().stream().filter(hop -> hop == which).count());
            }
        }
    }
}
