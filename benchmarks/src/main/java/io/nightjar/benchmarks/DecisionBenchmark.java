package io.nightjar.benchmarks;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.rib.decision.DecisionProcess;
import io.nightjar.rib.decision.Selection;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Choosing among routes that differ only in who announced them: the longest way through the tie-breakers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBenchmark {

    private final List<ResolvedRoute> two = candidates(2);
    private final List<ResolvedRoute> sixteen = candidates(16);

    private static List<ResolvedRoute> candidates(int count) {
        return IntStream.range(0, count).mapToObj(DecisionBenchmark::candidate).toList();
    }

    private static ResolvedRoute candidate(int index) {
        Ipv4Address address = new Ipv4Address(172 << 24 | 17 << 16 | index + 1);
        RouteSource source = new RouteSource.FromPeer(
                new PeerId("peer" + index),
                PeerType.INTERNAL,
                new AsNumber(64512),
                new BgpIdentifier(address.bits()),
                address,
                null);
        Route route = new Route(Nlri.of(SampleRoutes.block(0)), SampleRoutes.attributes(address.toString()), source);
        return new ResolvedRoute(
                route, NextHopResolver.NO_FORWARDING.resolve(address).resolution());
    }

    /** As with two reflectors. */
    @Benchmark
    public Selection chooseFromTwo() {
        return DecisionProcess.select(two);
    }

    /** As with many exits. */
    @Benchmark
    public Selection chooseFromSixteen() {
        return DecisionProcess.select(sixteen);
    }
}
