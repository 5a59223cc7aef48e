package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelLink;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelView;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Views of small kernels in which much is different from one to the next. */
final class KernelViews {

    private static final List<KernelAddress> ADDRESSES = List.of(
            new KernelAddress(1, IpAddress.parse("10.1.0.1"), Prefix.parse("10.1.0.0/16")),
            new KernelAddress(2, IpAddress.parse("10.1.0.2"), Prefix.parse("10.1.0.0/16")),
            new KernelAddress(3, IpAddress.parse("fd01::1"), Prefix.parse("fd01::/64")));

    private KernelViews() {}

    static Arbitrary<KernelView> any() {
        Arbitrary<KernelLink> links = Combinators.combine(
                        Arbitraries.of(1, 2, 3), Arbitraries.of("eth0", "eth1"), Arbitraries.of(true, false))
                .as(KernelLink::new);
        return Combinators.combine(
                        links.list().ofMaxSize(4).map(list -> by(KernelLink::index, list)),
                        Arbitraries.of(ADDRESSES).set(),
                        routes().list().ofMaxSize(4).map(list -> by(KernelRoute::destination, list)))
                .as(KernelView::new);
    }

    private static Arbitrary<KernelRoute> routes() {
        Arbitrary<KernelNextHop> hops = Combinators.combine(
                        Arbitraries.of("10.1.0.9", "10.2.0.9").injectNull(0.3), Arbitraries.of(1, 2, 3))
                .as((gateway, link) -> gateway == null
                        ? KernelNextHop.device(link)
                        : KernelNextHop.via(IpAddress.parse(gateway), link));
        Arbitrary<String> prefixes =
                Arbitraries.of("0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24", "fd01::/64");
        return Combinators.combine(
                        prefixes.map(Prefix::parse),
                        hops.list().ofMaxSize(2),
                        Arbitraries.of(4, 80),
                        Arbitraries.of(0L, 512L))
                .as((prefix, nextHops, protocol, metric) -> (nextHops.isEmpty()
                                ? KernelRoute.blackhole(prefix)
                                : KernelRoute.unicast(prefix, nextHops))
                        .withProtocol(protocol)
                        .withMetric(metric));
    }

    private static <K, V> Map<K, V> by(Function<V, K> key, List<V> values) {
        return values.stream().collect(Collectors.toMap(key, Function.identity(), (one, other) -> other));
    }
}
