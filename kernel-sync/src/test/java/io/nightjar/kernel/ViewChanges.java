package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What must be true of the difference between any two views. */
final class ViewChanges {

    private ViewChanges() {}

    /** Whatever is different lies inside what is said to have changed, and nothing is said to have changed that is as it was. */
    static void check(KernelView before, KernelView now, List<IpAddress> probes) {
        Set<Prefix> changed = now.changedSince(before);
        Stream.concat(probes.stream(), Stream.of(before, now).flatMap(ViewChanges::addresses))
                .filter(address -> !before.match(address).equals(now.match(address)))
                .forEach(address -> assertThat(changed)
                        .as("%s is not reached as it was", address)
                        .anyMatch(prefix -> prefix.contains(address)));
        Set<Prefix> different = new HashSet<>();
        Stream.of(before, now)
                .flatMap(ViewChanges::prefixes)
                .filter(prefix -> differs(before, now, prefix))
                .forEach(different::add);
        assertThat(changed).containsAll(different);
        changed.removeAll(different);
        assertThat(changed)
                .as("changed without a difference")
                .allMatch(prefix -> prefix.isHost() && isLocal(before, prefix) != isLocal(now, prefix));
    }

    private static Stream<Prefix> prefixes(KernelView view) {
        return Stream.concat(view.connected().keySet().stream(), view.foreignRoutes().keySet().stream());
    }

    private static Stream<IpAddress> addresses(KernelView view) {
        return Stream.concat(
                prefixes(view).map(Prefix::address), view.addresses().stream().map(KernelAddress::local));
    }

    private static boolean isLocal(KernelView view, Prefix host) {
        return view.resolve(host.address()).equals(new Reachability.Unreachable(Reachability.Reason.LOCAL_ADDRESS));
    }

    private static boolean differs(KernelView before, KernelView now, Prefix prefix) {
        KernelAddress address = now.connected().get(prefix);
        KernelRoute route = now.foreignRoutes().get(prefix);
        return !Objects.equals(address, before.connected().get(prefix))
                || !Objects.equals(route, before.foreignRoutes().get(prefix))
                || (address != null && linkDiffers(before, now, address.interfaceIndex()))
                || (route != null
                        && route.nextHops().stream().anyMatch(hop -> linkDiffers(before, now, hop.interfaceIndex())));
    }

    private static boolean linkDiffers(KernelView before, KernelView now, int index) {
        return !Objects.equals(before.links().get(index), now.links().get(index));
    }
}
