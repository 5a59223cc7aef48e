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
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.engine.RibCommand.NextHopsChanged;
import io.nightjar.rib.engine.RibCommand.RestartCompleted;
import io.nightjar.rib.engine.RibEngine;
import io.nightjar.rib.engine.RoutingRules;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.testing.RecordingRibListener.Wait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A random life of a table whose peers restart (RFC 4724, RFC 9494) and announce everything again (RFC 7313), made from one seed,
 * and the same table as it would be if it had been started at the end.
 */
public final class RestartScenario {

    private static final List<Prefix> PREFIXES = IntStream.range(0, 8)
            .mapToObj(i -> Prefix.parse(i % 3 == 0 ? "fd00:" + (i + 1) + "::/64" : "10." + i + ".0.0/16"))
            .toList();

    /** Some next hops are out of reach, some are further away than others, and some are inside of what peers announce. */
    private static final NextHopResolver PARTLY = nextHop -> {
        NextHopResolution resolution = nextHop.toString().endsWith("3")
                ? new NextHopResolution.Unreachable(NextHopResolution.Unreachable.Reason.NO_ROUTE)
                : new NextHopResolution.Via(
                        nextHop, "eth0", 2, nextHop.toString().length() % 3);
        return nextHop.toString().endsWith("2")
                ? new NextHopResolver.Match(resolution, 8)
                : NextHopResolver.Match.certain(resolution);
    };

    private final Random random;
    private final RoutingRules rules;
    private final List<LivingPeer> peers;
    private final List<PeerPolicy> policies;
    private final TestTable table;
    private NextHopResolver resolver = NextHopResolver.NO_FORWARDING;
    private String[] originated = {};

    /**
     * Peers that are all down yet.
     *
     * @param peers each with the sessions that it may have
     * @param policies that any of them may get
     * @param seed says what will happen to them
     */
    public RestartScenario(RoutingRules rules, List<List<TestPeer>> peers, List<PeerPolicy> policies, long seed) {
        this.random = new Random(seed);
        this.rules = rules;
        this.peers = peers.stream().map(LivingPeer::new).toList();
        this.policies = List.copyOf(policies);
        boolean restarting = random.nextBoolean();
        this.table =
                new TestTable(listener -> new RibEngine(rules, NextHopResolver.NO_FORWARDING, listener, restarting));
    }

    /** Makes something happen. */
    public void step() {
        LivingPeer peer = peers.get(random.nextInt(peers.size()));
        int dice = random.nextInt(100);
        if (dice < 30) {
            peer.put(table, nlri(), attributes(peer.now()));
        } else if (dice < 40) {
            peer.removeAny(table, random);
        } else if (dice < 54) {
            upOrLost(peer);
        } else if (dice < 66) {
            peer.goOn(table, random.nextInt(4));
        } else if (dice < 74) {
            peer.beginRefresh(table, family());
            peer.removeAny(table, random);
        } else if (dice < 78) {
            peer.repeatEnds(table, family());
        } else if (dice < 86) {
            timeUp();
        } else if (dice < 92) {
            peer.replacePolicy(table, policies.get(random.nextInt(policies.size())));
        } else {
            stepOfOthers(peer, dice);
        }
    }

    private void stepOfOthers(LivingPeer peer, int dice) {
        if (dice < 94) {
            originated = random.nextBoolean() ? new String[] {PREFIXES.get(1).toString()} : new String[] {};
            table.originate(originated);
        } else if (dice < 96) {
            resolver = random.nextBoolean() ? PARTLY : NextHopResolver.NO_FORWARDING;
            table.apply(new NextHopsChanged(resolver));
        } else if (dice < 98) {
            peer.request(table, family());
        } else if (peer.established() && random.nextBoolean()) {
            table.output(peer.now()).block();
        } else if (peer.established()) {
            table.drain(peer.now());
        }
    }

    private void upOrLost(LivingPeer peer) {
        if (peer.established()) {
            peer.lost(table, random.nextInt(4) > 0);
        } else {
            peer.up(table, random);
        }
    }

    /** The time of some wait is over, which may have ended long ago. */
    private void timeUp() {
        List<Wait> waits = table.listener().waits();
        if (!waits.isEmpty()) {
            boolean last = random.nextBoolean();
            table.apply(waits.get(last ? waits.size() - 1 : random.nextInt(waits.size()))
                    .end());
        }
    }

    private static AddressFamily family(Afi afi) {
        return AddressFamily.unicast(afi);
    }

    private AddressFamily family() {
        return family(random.nextBoolean() ? Afi.IPV4 : Afi.IPV6);
    }

    private Nlri nlri() {
        return new Nlri(PREFIXES.get(random.nextInt(PREFIXES.size())), 1 + random.nextInt(2));
    }

    /** With a next hop of either family; the table takes what the peer says. */
    private PathAttributes attributes(TestPeer peer) {
        boolean internal = peer.asNumber().equals(TestPeer.OWN_AS);
        int last = 1 + random.nextInt(peer.number());
        PathAttributes attributes = internal
                ? TestAttributes.internal("10.0.0." + last, new LocalPref(100 + random.nextInt(2)))
                : TestAttributes.external("10.0.0." + last, 65000, path(peer));
        return switch (random.nextInt(8)) {
            case 0 -> attributes.with(Communities.of(Community.NO_LLGR));
            case 1 -> attributes.with(Communities.of(Community.LLGR_STALE));
            case 2 -> attributes.with(Communities.of(Community.GRACEFUL_SHUTDOWN));
            case 3 -> attributes.with(Communities.of(Community.NO_EXPORT));
            case 4 -> attributes.with(new NextHop(IpAddress.parse("fd00::" + last)));
            case 5 -> internal ? reflected(attributes) : attributes;
            default -> attributes;
        };
    }

    /** As it comes from another reflector, or back to us. */
    private PathAttributes reflected(PathAttributes attributes) {
        BgpIdentifier originator =
                random.nextInt(4) == 0 ? TestPeer.OWN_IDENTIFIER : new BgpIdentifier(1 + random.nextInt(9));
        ClusterList clusters = new ClusterList(List.of(new BgpIdentifier(5 + random.nextInt(4))));
        return TestAttributes.with(attributes, new OriginatorId(originator), clusters);
    }

    private AsPath path(TestPeer peer) {
        return random.nextInt(4) == 0
                ? TestAttributes.path(peer.asNumber().value(), TestPeer.OWN_AS.value())
                : TestAttributes.path(peer.asNumber().value());
    }

    /** All peers are there and have said everything, all channels are drained, and nothing is waited for any more. */
    public TableState settle() {
        peers.stream().filter(peer -> !peer.established()).forEach(peer -> peer.up(table, random));
        table.apply(new RestartCompleted());
        shuffled(peers).forEach(peer -> peer.goOn(table, Integer.MAX_VALUE));
        shuffled(table.listener().waits()).forEach(wait -> table.apply(wait.end()));
        if (!table.listener().running().isEmpty()) {
            throw new AssertionError("still waited for: " + table.listener().running());
        }
        peers.forEach(peer -> table.drain(peer.now()));
        return TableState.of(table, peers.stream().map(LivingPeer::now).toList());
    }

    /** Some peers are lost, some of these are back and have said nothing yet, and policies change meanwhile. */
    public TableState interrupt() {
        List<LivingPeer> away = shuffled(peers).stream()
                .filter(peer -> peer.isKept() && random.nextBoolean())
                .toList();
        away.forEach(peer -> peer.lost(table, true));
        for (LivingPeer peer : peers) {
            if (random.nextBoolean()) {
                peer.replacePolicy(table, policies.get(random.nextInt(policies.size())));
            }
        }
        away.stream()
                .filter(peer -> random.nextBoolean())
                .forEach(peer -> peer.back(table, policies.get(random.nextInt(policies.size()))));
        return TableState.of(
                table,
                peers.stream()
                        .filter(LivingPeer::established)
                        .map(LivingPeer::now)
                        .toList());
    }

    /** What the state would be if all had begun with what there is now. */
    public TableState coldStart() {
        TestTable cold = new TestTable(listener -> new RibEngine(rules, resolver, listener));
        cold.originate(originated);
        shuffled(peers).forEach(peer -> peer.startIn(cold));
        return TableState.of(cold, peers.stream().map(LivingPeer::now).toList());
    }

    private <T> List<T> shuffled(List<T> values) {
        List<T> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
