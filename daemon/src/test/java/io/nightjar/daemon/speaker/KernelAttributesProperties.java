package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.kernel.RouteAttributes;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.KernelRouteForm;
import io.nightjar.rib.config.TunnelRule;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KernelAttributesProperties {

    private static final IpAddress GATEWAY = IpAddress.parse("172.17.8.101");
    private static final IpAddress GATEWAY6 = IpAddress.parse("fd00::1");

    private static final List<Prefix> PREFIXES = List.of(
            Prefix.parse("192.168.7.0/26"),
            Prefix.parse("192.168.7.64/26"),
            Prefix.parse("10.1.0.0/26"),
            Prefix.parse("fd80::/122"));

    private static final List<PathAttributes> ATTRIBUTES = List.of(
            PathAttributes.of(new NextHop(GATEWAY)),
            PathAttributes.of(new NextHop(GATEWAY), new LocalPref(7)),
            PathAttributes.of(new NextHop(IpAddress.parse("172.17.8.102"))));

    private static final List<RouteSource> SOURCES = List.of(peer("a"), peer("b"), new RouteSource.Originated("test"));

    private static final List<NextHopResolution> RESOLUTIONS = List.of(
            new NextHopResolution.Via(GATEWAY, "eth0", 2, 0),
            new NextHopResolution.Via(GATEWAY6, "eth0", 2, 0),
            new NextHopResolution.Via(GATEWAY, "eth1", 3, 0),
            new NextHopResolution.Unreachable(NextHopResolution.Unreachable.Reason.NO_ROUTE));

    private static final List<KernelProgram> PROGRAMS = List.of(
            program(KernelRouteForm.PLAIN),
            program(new KernelRouteForm(
                    0, 16, List.of(IpAddress.parse("172.17.8.100"), IpAddress.parse("fd00::9")), List.of())),
            program(KernelRouteForm.PLAIN
                    .withMetric(1024)
                    .withTunnels(List.of(new TunnelRule(Prefix.parse("192.168.0.0/16"), "tunl0", List.of(), "pool")))));

    private static RouteSource peer(String name) {
        return new RouteSource.FromPeer(
                new PeerId(name), PeerType.INTERNAL, SpeakerConfigs.AS, SpeakerConfigs.IDENTIFIER, GATEWAY, null);
    }

    private static KernelProgram program(KernelRouteForm form) {
        return new KernelProgram(new KernelConfig(true, RoutePolicy.ACCEPT_ALL, form), Map.of("tunl0", 9));
    }

    /** A program is asked about a path. */
    record Question(KernelProgram program, ResolvedRoute path) {

        RouteAttributes answer(KernelAttributes known) {
            return known.of(program, path.prefix(), Multipath.of(path));
        }
    }

    @Provide
    Arbitrary<List<Question>> questions() {
        Arbitrary<ResolvedRoute> paths = Combinators.combine(
                        Arbitraries.of(PREFIXES),
                        Arbitraries.of(ATTRIBUTES),
                        Arbitraries.of(SOURCES),
                        Arbitraries.of(RESOLUTIONS))
                .as((prefix, attributes, source, resolution) ->
                        new ResolvedRoute(new Route(Nlri.of(prefix), attributes, source), resolution));
        return Combinators.combine(Arbitraries.of(PROGRAMS), paths)
                .as(Question::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(20);
    }

    @Property
    void whatIsRememberedIsWhatWouldBeMade(@ForAll("questions") List<Question> questions) {
        KernelAttributes known = new KernelAttributes();
        for (Question question : questions) {
            assertThat(question.answer(known)).isEqualTo(question.answer(new KernelAttributes()));
        }
    }

    @Example
    void equalAttributesAreOneObject() {
        KernelAttributes known = new KernelAttributes();
        for (KernelProgram program : PROGRAMS.subList(0, 2)) {
            Question one = new Question(
                    program,
                    new ResolvedRoute(
                            new Route(Nlri.of(PREFIXES.get(0)), ATTRIBUTES.get(0), SOURCES.get(0)),
                            RESOLUTIONS.get(0)));
            Question other = new Question(
                    program,
                    new ResolvedRoute(
                            new Route(Nlri.of(PREFIXES.get(2)), ATTRIBUTES.get(2), SOURCES.get(1)),
                            RESOLUTIONS.get(0)));
            assertThat(one.answer(known)).isSameAs(other.answer(known));
        }
    }
}
