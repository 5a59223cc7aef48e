package io.nightjar.calico.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.store.KeyValueView;
import io.nightjar.calico.testing.ClusterKeys;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class PlannerProperties {

    /** Addresses in one corner, where numbers and texts are ordered differently and twins happen. */
    @Provide
    Arbitrary<List<Integer>> hosts() {
        return Arbitraries.integers().between(1, 254).list().ofMinSize(1).ofMaxSize(12);
    }

    private static String name(int index) {
        return "node" + index;
    }

    private static KeyValueView cluster(List<Integer> hosts) {
        ClusterKeys keys = new ClusterKeys().pool("192.168.0.0/16");
        for (int i = 0; i < hosts.size(); i++) {
            keys.node(name(i), new Ipv4Address(0x0a000000 | hosts.get(i)).toString());
            keys.put(
                    ClusterKeys.host(name(i), "ip_addr_v6"),
                    new Ipv6Address(0xfd00_0000_0000_0000L, hosts.get(i)).toString());
            keys.block(name(i), "192.168." + i + ".0/26", "confirmed");
            keys.peer(i % 2 == 0 ? "global" : name(i), "172.16.0." + hosts.get(i), "65000");
        }
        return keys.view();
    }

    private static Plan plan(String node, KeyValueView view) {
        return new SpeakerPlanner(PlanSettings.of(node)).plan(new ClusterStateBuilder().update(view));
    }

    private static SpeakerConfig config(String node, KeyValueView view) {
        return ((Plan.Ready) plan(node, view)).config();
    }

    @Property(tries = 200)
    void ofEachPairInTheMeshExactlyOneDials(@ForAll("hosts") List<Integer> hosts) {
        KeyValueView view = cluster(hosts.stream().distinct().toList());
        int nodes = (int) hosts.stream().distinct().count();
        Map<String, PeerConfig> sessions = IntStream.range(0, nodes)
                .mapToObj(PlannerProperties::name)
                .flatMap(node -> config(node, view).peers().stream())
                .map(SpeakerPeer::session)
                .filter(session -> session.id().name().startsWith("Mesh_"))
                .collect(Collectors.toMap(
                        session -> session.local().address() + ">"
                                + session.remote().address(),
                        Function.identity()));
        assertThat(sessions).hasSize(2 * nodes * (nodes - 1));
        sessions.values().forEach(session -> {
            PeerConfig opposite = sessions.get(
                    session.remote().address() + ">" + session.local().address());
            assertThat(opposite.passive()).isNotEqualTo(session.passive());
            assertThat(opposite.local().asNumber()).isEqualTo(session.remote().asNumber());
        });
    }

    @Property(tries = 200)
    void theSameKeysGiveTheSamePlanInWhateverOrderTheyWereWritten(
            @ForAll("hosts") List<Integer> hosts, @ForAll Random random) {
        KeyValueView view = cluster(hosts);
        TreeMap<String, KeyValueView.Entry> rewritten = new TreeMap<>();
        view.entries()
                .forEach((key, entry) ->
                        rewritten.put(key, new KeyValueView.Entry(entry.value(), random.nextInt(1000) + 1L)));
        KeyValueView other = new KeyValueView("another", 1000, rewritten);
        assertThat(plan(name(0), other)).isEqualTo(plan(name(0), view));
    }

    @Property(tries = 200)
    void listsAreSortedAndNoAddressHasTwoSessions(@ForAll("hosts") List<Integer> hosts) {
        SpeakerConfig config = config(name(0), cluster(hosts));
        List<PeerConfig> sessions =
                config.peers().stream().map(SpeakerPeer::session).toList();
        assertThat(sessions).extracting(PeerConfig::id).isSorted();
        assertThat(sessions)
                .extracting(session -> session.remote().address())
                .doesNotHaveDuplicates()
                .doesNotContain(
                        sessions.isEmpty() ? null : sessions.get(0).local().address());
        assertThat(config.originated())
                .extracting(route -> route.prefix())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Property(tries = 200)
    void anObjectThatBreaksChangesNothing(
            @ForAll("hosts") List<Integer> hosts, @ForAll @Size(max = 5) List<Integer> victims) {
        KeyValueView view = cluster(hosts);
        ClusterStateBuilder builder = new ClusterStateBuilder();
        SpeakerPlanner planner = new SpeakerPlanner(PlanSettings.of(name(0)));
        Plan.Ready before = (Plan.Ready) planner.plan(builder.update(view));
        TreeMap<String, KeyValueView.Entry> broken = new TreeMap<>(view.entries());
        List<String> keys = List.copyOf(broken.keySet());
        for (int victim : victims) {
            broken.put(keys.get(Math.floorMod(victim, keys.size())), new KeyValueView.Entry("{broken", 5000));
        }
        Plan.Ready after = (Plan.Ready) planner.plan(builder.update(new KeyValueView("test", 5000, broken)));
        assertThat(after.config()).isEqualTo(before.config());
        assertThat(after.unusables()).allMatch(unusable -> unusable.lastGoodInForce());
        assertThat(after.unusables().isEmpty()).isEqualTo(victims.isEmpty());
    }

    @Property(tries = 200)
    void aNodeThatGoesTouchesNoOtherPeer(@ForAll("hosts") List<Integer> hosts) {
        List<Integer> different = hosts.stream().distinct().toList();
        KeyValueView view = cluster(different);
        SpeakerConfig before = config(name(0), view);
        String gone = ClusterKeys.host(name(different.size() - 1), "ip_addr_v4");
        TreeMap<String, KeyValueView.Entry> fewer = new TreeMap<>(view.entries());
        fewer.remove(gone);
        if (different.size() > 1) {
            SpeakerConfig after = config(name(0), new KeyValueView("test", 2000, fewer));
            assertThat(before.peers()).containsAll(after.peers());
            assertThat(before.peers()).hasSize(after.peers().size() + 1);
        }
    }
}
