package io.nightjar.rib.testing;

import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.RibListener;
import io.nightjar.rib.RibView;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.engine.RibEngine;
import io.nightjar.rib.engine.RoutingRules;
import io.nightjar.rib.nexthop.NextHopResolver;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** An engine with peers that remember what they were told. Every call settles, unless it was said that only some do. */
public final class TestTable {

    private final RecordingRibListener listener = new RecordingRibListener();
    private final RibEngine engine;
    private final Map<PeerId, RecordingPeerOutput> outputs = new HashMap<>();
    private BooleanSupplier settles = () -> true;

    public TestTable() {
        this(RoutingRules.FULL_MESH);
    }

    public TestTable(RoutingRules rules) {
        this(listener -> new RibEngine(rules, NextHopResolver.NO_FORWARDING, listener));
    }

    /** With an engine that is made with this table's listener. */
    public TestTable(Function<RibListener, RibEngine> engine) {
        this.engine = engine.apply(listener);
    }

    public RecordingRibListener listener() {
        return listener;
    }

    public RibEngine engine() {
        return engine;
    }

    public RibView view() {
        return engine.view();
    }

    public TestTable apply(RibCommand... commands) {
        Arrays.stream(commands).forEach(engine::apply);
        if (settles.getAsBoolean()) {
            engine.settle();
        }
        return this;
    }

    /** From now on a call settles only if this says so: several commands may share a turn. */
    public void settleWhen(BooleanSupplier newSettles) {
        settles = newSettles;
    }

    /** Ends a turn. */
    public void settle() {
        engine.settle();
    }

    public RecordingPeerOutput up(TestPeer peer) {
        return up(peer, new RecordingPeerOutput(peer.codec()));
    }

    public RecordingPeerOutput up(TestPeer peer, RecordingPeerOutput output) {
        outputs.put(peer.id(), output);
        apply(new RibCommand.PeerUp(peer.session(), peer.policy(), output));
        return output;
    }

    public void down(TestPeer peer) {
        apply(new RibCommand.PeerDown(peer.id(), false));
    }

    /** The session ends in a way that keeps routes. */
    public void lose(TestPeer peer) {
        apply(new RibCommand.PeerDown(peer.id(), true));
    }

    /** The peer says that it has announced everything. */
    public void endOfRib(TestPeer peer, AddressFamily family) {
        apply(new RibCommand.UpdateReceived(peer.id(), UpdateMessage.endOfRib(family)));
    }

    public RecordingPeerOutput output(TestPeer peer) {
        return Objects.requireNonNull(outputs.get(peer.id()));
    }

    /** The peer can take everything again, and the table hears of it. */
    public void drain(TestPeer peer) {
        output(peer).unblock();
        apply(new RibCommand.OutputWritable(peer.id()));
    }

    public void originate(String... prefixes) {
        apply(new RibCommand.Originate(Arrays.stream(prefixes)
                .map(prefix -> new OriginatedRoute(Prefix.parse(prefix), "test of " + prefix))
                .toList()));
    }

    public void announce(TestPeer peer, PathAttributes attributes, String... prefixes) {
        apply(new RibCommand.UpdateReceived(peer.id(), announcement(attributes, prefixes)));
    }

    public void withdraw(TestPeer peer, String... prefixes) {
        apply(new RibCommand.UpdateReceived(peer.id(), withdrawal(prefixes)));
    }

    public void announce(TestPeer peer, PathAttributes attributes, Nlri... nlri) {
        apply(new RibCommand.UpdateReceived(peer.id(), announcement(attributes, List.of(nlri))));
    }

    public void withdraw(TestPeer peer, Nlri... nlri) {
        apply(new RibCommand.UpdateReceived(peer.id(), withdrawal(List.of(nlri))));
    }

    /** An UPDATE for prefixes of one family; {@code attributes} have the internal NEXT_HOP, of any family. */
    public static UpdateMessage announcement(PathAttributes attributes, String... prefixes) {
        return announcement(attributes, nlri(prefixes));
    }

    private static UpdateMessage announcement(PathAttributes attributes, List<Nlri> nlri) {
        AddressFamily family = family(nlri);
        IpAddress nextHop = attributes.find(NextHop.class).orElseThrow().address();
        if (family.equals(AddressFamily.IPV4_UNICAST) && nextHop.afi().equals(Afi.IPV4)) {
            return new UpdateMessage(List.of(), attributes, nlri);
        }
        PathAttribute reach = new MpReachNlri(family, nextHop, null, nlri);
        return new UpdateMessage(List.of(), attributes.without(3).with(reach), List.of());
    }

    /** An UPDATE that withdraws prefixes of one family. */
    public static UpdateMessage withdrawal(String... prefixes) {
        return withdrawal(nlri(prefixes));
    }

    private static UpdateMessage withdrawal(List<Nlri> nlri) {
        AddressFamily family = family(nlri);
        return family.equals(AddressFamily.IPV4_UNICAST)
                ? new UpdateMessage(nlri, PathAttributes.EMPTY, List.of())
                : new UpdateMessage(List.of(), PathAttributes.of(new MpUnreachNlri(family, nlri)), List.of());
    }

    private static AddressFamily family(List<Nlri> nlri) {
        return AddressFamily.unicast(nlri.get(0).prefix().afi());
    }

    private static List<Nlri> nlri(String... prefixes) {
        return Arrays.stream(prefixes).map(Prefix::parse).map(Nlri::of).toList();
    }
}
