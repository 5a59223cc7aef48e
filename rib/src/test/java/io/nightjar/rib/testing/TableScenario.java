package io.nightjar.rib.testing;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.engine.RibCommand.NextHopsChanged;
import io.nightjar.rib.engine.RibCommand.PolicyChanged;
import io.nightjar.rib.engine.RibCommand.RouteRefreshReceived;
import io.nightjar.rib.engine.RoutingRules;
import io.nightjar.rib.nexthop.NextHopResolver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A random life of a table, made from one seed: peers come and go, announce and withdraw, channels block and drain. The
 * engine and the reference are told the same.
 */
public final class TableScenario {

    private static final List<Prefix> PREFIXES = IntStream.range(0, 12)
            .mapToObj(i -> Prefix.parse(i % 3 == 0 ? "fd00:" + (i + 1) + "::/64" : "10." + i + ".0.0/16"))
            .toList();

    private final Random random;
    private final TestTable table;
    private final ReferenceTable reference;
    private final List<TestPeer> peers;

    /** Peers that are all down yet; {@code seed} says what will happen to them. */
    public TableScenario(RoutingRules rules, List<TestPeer> peers, long seed) {
        this.random = new Random(seed);
        this.table = new TestTable(rules);
        this.reference = new ReferenceTable(rules);
        this.peers = new ArrayList<>(peers);
    }

    /** From now on several of the things that happen may share a turn; whoever looks settles first. */
    public void shareTurns() {
        table.settleWhen(() -> random.nextInt(3) == 0);
    }

    public TestTable table() {
        return table;
    }

    public ReferenceTable reference() {
        return reference;
    }

    public List<TestPeer> established() {
        return peers.stream().filter(reference::isUp).toList();
    }

    /** Makes something happen. */
    public void step() {
        TestPeer peer = peers.get(random.nextInt(peers.size()));
        int dice = random.nextInt(100);
        if (!reference.isUp(peer)) {
            up(peer);
        } else if (dice < 55) {
            announce(peer);
        } else if (dice < 75) {
            withdraw(peer);
        } else if (dice < 85) {
            block(peer);
        } else if (dice < 90) {
            table.apply(new RouteRefreshReceived(peer.id(), AddressFamily.IPV4_UNICAST, RouteRefreshMessage.REQUEST));
        } else if (dice < 94) {
            originate();
        } else if (dice < 96) {
            table.apply(new NextHopsChanged(NextHopResolver.NO_FORWARDING));
        } else {
            reference.down(peer);
            table.down(peer);
        }
    }

    /** Some of the peers that are up get another policy, all of them the same change. */
    public void changePolicies(List<UnaryOperator<PeerPolicy>> policies) {
        UnaryOperator<PeerPolicy> change = policies.get(random.nextInt(policies.size()));
        int oneOf = 1 + random.nextInt(3);
        for (int i = 0; i < peers.size(); i++) {
            TestPeer before = peers.get(i);
            if (reference.isUp(before) && random.nextInt(oneOf) == 0) {
                TestPeer after = before.withPolicy(change.apply(before.policy()));
                peers.set(i, after);
                reference.replace(before, after);
                table.apply(new PolicyChanged(after.id(), after.policy()));
            }
        }
    }

    private void up(TestPeer peer) {
        reference.up(peer);
        RecordingPeerOutput output = new RecordingPeerOutput(peer.codec());
        if (random.nextInt(3) == 0) {
            output.block();
        }
        table.up(peer, output);
    }

    private void announce(TestPeer peer) {
        PathAttributes attributes = attributes(peer);
        Prefix prefix = PREFIXES.get(random.nextInt(PREFIXES.size()));
        boolean ipv6 = prefix.afi().equals(Afi.IPV6) || (peer.codec().extendedNextHop() && random.nextBoolean());
        PathAttributes ofFamily = ipv6
                ? TestAttributes.with(attributes, new NextHop(IpAddress.parse("fd00::" + peer.number())))
                : attributes;
        Nlri nlri = nlri(peer, prefix);
        reference.announce(peer, ofFamily, nlri);
        table.announce(peer, ofFamily, nlri);
    }

    private PathAttributes attributes(TestPeer peer) {
        String nextHop = peer.address().toString();
        if (!peer.asNumber().equals(TestPeer.OWN_AS)) {
            AsPath path = random.nextInt(4) == 0
                    ? TestAttributes.path(peer.asNumber().value(), TestPeer.OWN_AS.value())
                    : TestAttributes.path(peer.asNumber().value());
            PathAttributes attributes = TestAttributes.external(nextHop, 65000, path);
            return random.nextInt(4) == 0 ? attributes.with(Communities.of(Community.NO_EXPORT)) : attributes;
        }
        PathAttributes attributes = TestAttributes.internal(nextHop, new LocalPref(100 + random.nextInt(2)));
        return random.nextInt(3) == 0 ? reflected(attributes) : attributes;
    }

    /** As it comes from another reflector, or back to us. */
    private PathAttributes reflected(PathAttributes attributes) {
        return TestAttributes.with(
                attributes,
                new OriginatorId(
                        random.nextInt(4) == 0
                                ? TestPeer.OWN_IDENTIFIER
                                : new BgpIdentifier(0x0a00_0000 | 1 + random.nextInt(9))),
                new ClusterList(List.of(new BgpIdentifier(1 + random.nextInt(4)))));
    }

    private void withdraw(TestPeer peer) {
        Nlri nlri = nlri(peer, PREFIXES.get(random.nextInt(PREFIXES.size())));
        reference.withdraw(peer, nlri);
        table.withdraw(peer, nlri);
    }

    /** One of several paths, if the peer can announce more than one. */
    private Nlri nlri(TestPeer peer, Prefix prefix) {
        boolean several = peer.codec().addPathReceive().contains(AddressFamily.unicast(prefix.afi()));
        return several ? new Nlri(prefix, random.nextInt(3)) : Nlri.of(prefix);
    }

    private void block(TestPeer peer) {
        switch (random.nextInt(4)) {
            case 0 -> table.drain(peer);
            // It can take something again, and the table has not heard of it.
            case 1 -> table.output(peer).allow(1);
            default -> table.output(peer).block();
        }
    }

    private void originate() {
        Set<Prefix> chosen = new HashSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            chosen.add(PREFIXES.get(random.nextInt(PREFIXES.size())));
        }
        reference.originate(chosen);
        List<String> texts = new ArrayList<>();
        chosen.forEach(prefix -> texts.add(prefix.toString()));
        table.originate(texts.toArray(String[]::new));
    }

    /** All channels drain. */
    public void drainAll() {
        established().forEach(table::drain);
    }
}
