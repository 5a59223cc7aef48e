package io.nightjar.bgp.testing;

import io.nightjar.bgp.capability.AddPathCapability;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.EnhancedRouteRefreshCapability;
import io.nightjar.bgp.capability.ExtendedMessageCapability;
import io.nightjar.bgp.capability.ExtendedNextHopCapability;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.capability.MultiprotocolCapability;
import io.nightjar.bgp.capability.RoleCapability;
import io.nightjar.bgp.capability.RouteRefreshCapability;
import io.nightjar.bgp.capability.UnknownCapability;
import io.nightjar.bgp.net.Afi;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Valid capabilities. */
public final class CapabilityArbitraries {

    private static final Set<Integer> KNOWN = Set.of(
            MultiprotocolCapability.CODE,
            RouteRefreshCapability.CODE,
            ExtendedNextHopCapability.CODE,
            ExtendedMessageCapability.CODE,
            RoleCapability.CODE,
            GracefulRestartCapability.CODE,
            FourOctetAsCapability.CODE,
            AddPathCapability.CODE,
            EnhancedRouteRefreshCapability.CODE,
            LongLivedGracefulRestartCapability.CODE);

    private static final Arbitrary<Boolean> BIT = Arbitraries.of(true, false);

    private static final Arbitrary<Integer> OCTET = Arbitraries.integers().between(0, 255);

    private CapabilityArbitraries() {}

    /** One generator for each capability. */
    public static Map<Class<? extends Capability>, Arbitrary<? extends Capability>> byClass() {
        Map<Class<? extends Capability>, Arbitrary<? extends Capability>> generators = new HashMap<>();
        generators.put(MultiprotocolCapability.class, BgpArbitraries.families().map(MultiprotocolCapability::new));
        generators.put(RouteRefreshCapability.class, Arbitraries.create(RouteRefreshCapability::new));
        generators.put(ExtendedNextHopCapability.class, extendedNextHops());
        generators.put(ExtendedMessageCapability.class, Arbitraries.create(ExtendedMessageCapability::new));
        generators.put(RoleCapability.class, OCTET.map(RoleCapability::new));
        generators.put(GracefulRestartCapability.class, gracefulRestarts());
        generators.put(FourOctetAsCapability.class, BgpArbitraries.asNumbers().map(FourOctetAsCapability::new));
        generators.put(AddPathCapability.class, addPaths());
        generators.put(EnhancedRouteRefreshCapability.class, Arbitraries.create(EnhancedRouteRefreshCapability::new));
        generators.put(LongLivedGracefulRestartCapability.class, longLivedGracefulRestarts());
        generators.put(UnknownCapability.class, unknown());
        return generators;
    }

    private static Arbitrary<ExtendedNextHopCapability> extendedNextHops() {
        Arbitrary<Afi> nextHops = Arbitraries.integers().between(0, 0xffff).map(Afi::new);
        return Combinators.combine(BgpArbitraries.families(), nextHops)
                .as(ExtendedNextHopCapability.Entry::new)
                .list()
                .ofMaxSize(8)
                .map(ExtendedNextHopCapability::new);
    }

    private static Arbitrary<GracefulRestartCapability> gracefulRestarts() {
        Arbitrary<GracefulRestartCapability.Family> families =
                Combinators.combine(BgpArbitraries.families(), BIT).as(GracefulRestartCapability.Family::new);
        return Combinators.combine(
                        BIT,
                        BIT,
                        Arbitraries.integers().between(0, GracefulRestartCapability.MAX_RESTART_SECONDS),
                        families.list().ofMaxSize(8))
                .as(GracefulRestartCapability::new);
    }

    private static Arbitrary<AddPathCapability> addPaths() {
        return Combinators.combine(BgpArbitraries.families(), OCTET)
                .as(AddPathCapability.Entry::new)
                .list()
                .ofMaxSize(8)
                .map(AddPathCapability::new);
    }

    private static Arbitrary<LongLivedGracefulRestartCapability> longLivedGracefulRestarts() {
        Arbitrary<Integer> times =
                Arbitraries.integers().between(0, LongLivedGracefulRestartCapability.MAX_STALE_SECONDS);
        return Combinators.combine(BgpArbitraries.families(), BIT, times)
                .as(LongLivedGracefulRestartCapability.Family::new)
                .list()
                .ofMaxSize(8)
                .map(LongLivedGracefulRestartCapability::new);
    }

    private static Arbitrary<UnknownCapability> unknown() {
        return Combinators.combine(OCTET.filter(code -> !KNOWN.contains(code)), BgpArbitraries.octets(255))
                .as(UnknownCapability::new);
    }
}
