package io.nightjar.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.MessageTooLongException;
import io.nightjar.bgp.codec.UpdateEncoder;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.daemon.control.ReportJson;
import io.nightjar.daemon.speaker.AttributeText;
import io.nightjar.reflector.ReflectionRules;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What has to be true of any UPDATE that came through the decoder: the table takes it, can show and explain it, and what it
 * sends on is read without a fault; when its sender goes, nothing is left.
 */
final class TableOracle {

    private static final Set<AddressFamily> BOTH = Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);
    private static final long PEER_AS = 64999;

    private TableOracle() {}

    static void check(UpdateMessage update, CodecContext session) {
        TestPeer sender = sender(session);
        List<TestPeer> receivers = receivers();
        TestTable table = new TestTable(ReflectionRules.rules());
        table.up(sender);
        receivers.forEach(table::up);
        // Each output decodes what it is sent, and fails if there is a fault in it.
        table.apply(new RibCommand.UpdateReceived(sender.id(), update));
        table.view().destinations().forEach(destination -> show(destination, receivers, table));
        receivers.forEach(receiver -> checkTold(receiver, table));
        table.down(sender);
        assertThat(table.view().destinations()).isEmpty();
        receivers.forEach(
                receiver -> assertThat(table.output(receiver).routes()).isEmpty());
    }

    /** RFC 4271 §9.2: all that is advertised has been sent, unless it is too long for the peer. */
    private static void checkTold(TestPeer receiver, TestTable table) {
        Set<Prefix> told = table.output(receiver).routes().keySet();
        List<Route> advertised = table.view().advertised(receiver.id());
        assertThat(advertised).extracting(Route::prefix).containsAll(told);
        assertThat(told)
                .containsAll(advertised.stream()
                        .filter(route -> fits(route, receiver.codec()))
                        .map(Route::prefix)
                        .toList());
    }

    private static boolean fits(Route route, CodecContext codec) {
        try {
            new UpdateEncoder(codec).announce(route.family(), route.attributes(), List.of(route.nlri()));
            return true;
        } catch (MessageTooLongException tooLong) {
            return false;
        }
    }

    private static TestPeer sender(CodecContext session) {
        TestPeer peer = session.peerType() == PeerType.INTERNAL
                ? TestPeer.client(1, "10.9.9.9")
                : TestPeer.external(1, PEER_AS);
        return peer.withCodec(session);
    }

    /** One of each kind: reflector client, other internal peer, external peer, and an old external one. */
    private static List<TestPeer> receivers() {
        return Stream.of(
                        TestPeer.client(2, "10.9.9.9"),
                        TestPeer.internal(3),
                        TestPeer.external(4, 65001),
                        old(TestPeer.external(5, 65002)))
                .toList();
    }

    private static TestPeer old(TestPeer peer) {
        CodecContext codec = CodecContext.standard(peer.codec().peerType(), false, BOTH);
        return peer.withCodec(codec);
    }

    /** What {@code status}, {@code routes} and {@code explain} are made of. */
    private static void show(DestinationView destination, List<TestPeer> receivers, TestTable table) {
        for (DestinationView.RouteView view : destination.routes()) {
            assertThat(view.toString()).isNotEmpty();
            view.route()
                    .attributes()
                    .asList()
                    .forEach(attribute -> assertThat(ReportJson.write(AttributeText.of(attribute)))
                            .contains("\"name\""));
        }
        receivers.forEach(receiver -> assertThat(table.view().exportVerdict(receiver.id(), destination.prefix()))
                .isPresent());
    }
}
