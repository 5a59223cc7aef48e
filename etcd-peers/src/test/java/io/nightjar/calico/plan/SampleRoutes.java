package io.nightjar.calico.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.rib.policy.RouteOperation;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.policy.Verdict;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;

/** Routes to ask policies about. */
final class SampleRoutes {

    private SampleRoutes() {}

    static Route own(String prefix) {
        return Route.originated(Prefix.parse(prefix), "test");
    }

    static Route workload(String prefix, long metric) {
        return Route.learned(Prefix.parse(prefix), null, new RouteSource.Learned(3, metric, "cali1"));
    }

    static Route heard(String prefix, long localPref) {
        return heard(prefix, "10.0.0.2", localPref);
    }

    static Route heard(String prefix, String nextHop) {
        return heard(prefix, nextHop, 100);
    }

    private static Route heard(String prefix, String nextHop, long localPref) {
        return new Route(
                Nlri.of(Prefix.parse(prefix)),
                PathAttributes.of(
                        Origin.IGP,
                        AsPath.sequence(AsNumber.of(65001), AsNumber.of(65002)),
                        new NextHop(IpAddress.parse(nextHop)),
                        new LocalPref(localPref),
                        Communities.of(Community.of(65001, 1))),
                new RouteSource.FromPeer(
                        new PeerId("b"),
                        PeerType.INTERNAL,
                        AsNumber.of(64512),
                        BgpIdentifier.parse("10.0.0.2"),
                        IpAddress.parse("10.0.0.2"),
                        null));
    }

    static boolean accepts(RoutePolicy policy, Route route) {
        return policy.evaluate(route).accepted();
    }

    static PathAttributes told(RoutePolicy policy, Route route) {
        Verdict verdict = policy.evaluate(route);
        assertThat(verdict.accepted()).as(verdict.origin()).isTrue();
        return RouteOperation.applyAll(verdict.operations(), route.attributes());
    }
}
