package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.testing.RecordingPeerOutput;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is packed comes out again, in messages that fit; the output checks each message's length. */
class UpdatePackerProperties {

    private static final TestPeer TARGET = TestPeer.internal(99);

    @Property(tries = 200)
    void everybodyButTheSourceGetsTheRoutes(@ForAll("routes") List<Route> routes) {
        UpdatePacker packer = packer();
        routes.forEach(route -> packer.announce(route.nlri(), route));
        PackedUpdates packed = packer.pack();
        for (int number = 1; number <= 4; number++) {
            PeerId peer = TestPeer.internal(number).id();
            RecordingPeerOutput output = new RecordingPeerOutput(TARGET.codec());
            output.send(packed.messagesFor(peer));
            assertThat(output.routes())
                    .isEqualTo(routes.stream()
                            .filter(route -> !peer.equals(route.source().peer()))
                            .collect(Collectors.toMap(Route::prefix, Route::attributes)));
        }
    }

    @Property(tries = 100)
    void withdrawalsTakeEverythingBack(@ForAll("routes") List<Route> routes) {
        RecordingPeerOutput output = new RecordingPeerOutput(TARGET.codec());
        UpdatePacker announcing = packer();
        routes.forEach(route -> announcing.announce(route.nlri(), route));
        output.send(announcing.pack().messagesFor(TARGET.id()));
        UpdatePacker withdrawing = packer();
        routes.forEach(route -> withdrawing.withdraw(route.nlri(), null));
        output.send(withdrawing.pack().messagesFor(TARGET.id()));
        assertThat(output.routes()).isEmpty();
    }

    @Example
    void routesWithTheSameAttributesShareMessages() {
        UpdatePacker packer = packer();
        Set<Prefix> prefixes = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            Route route = route(i, 1, 0, false);
            prefixes.add(route.prefix());
            packer.announce(route.nlri(), route);
        }
        RecordingPeerOutput output = new RecordingPeerOutput(TARGET.codec());
        output.send(packer.pack().messagesFor(TARGET.id()));
        assertThat(output.routes().keySet()).isEqualTo(prefixes);
        // A /32 takes five octets: 4096 hold about 800.
        assertThat(output.updates()).hasSizeBetween(6, 7);
    }

    @Example
    void aPeerThatIsTheSourceOfNothingSharesTheList() {
        UpdatePacker packer = packer();
        Route route = route(1, 1, 0, false);
        packer.announce(route.nlri(), route);
        PackedUpdates packed = packer.pack();
        assertThat(packed.messagesFor(TestPeer.internal(7).id()))
                .isSameAs(packed.messagesFor(TestPeer.internal(8).id()));
        assertThat(packed.messagesFor(TestPeer.internal(1).id())).isEmpty();
    }

    @Provide
    Arbitrary<List<Route>> routes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 100_000),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false))
                .as(UpdatePackerProperties::route)
                .list()
                .ofMaxSize(400)
                .uniqueElements(Route::prefix);
    }

    private static Route route(int number, int peer, int med, boolean v6) {
        Prefix prefix = v6
                ? Prefix.host(new Ipv6Address(0xfd00_0000_0000_0000L, number))
                : Prefix.host(new Ipv4Address(0x0a00_0000 | number));
        return new Route(
                Nlri.of(prefix),
                TestAttributes.internal(v6 ? "fd00::1" : "10.0.0.1", new MultiExitDisc(med)),
                TestPeer.internal(peer).source());
    }

    private static UpdatePacker packer() {
        return new UpdatePacker(TARGET.codec(), tooLong -> {
            throw new AssertionError("too long: " + tooLong);
        });
    }
}
