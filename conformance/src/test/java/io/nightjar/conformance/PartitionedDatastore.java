package io.nightjar.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.lab.CalicoKeys;
import io.nightjar.daemon.lab.LabDatastore;
import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabPlan;
import io.nightjar.daemon.lab.NightjarSpeaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Two Nightjars that follow an etcd of three members in namespaces, while the network between all of them fails in one way or
 * another. Every test heals it, and no session between the two may notice anything.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PartitionedDatastore {

    static final LabNode NODE00 = new LabNode("node00", "172.17.8.100", "192.168.18.64/26", List.of());
    static final LabNode NODE01 = new LabNode("node01", "172.17.8.101", "192.168.196.128/26", List.of());

    /** A heartbeat, its patience, a back-off, and then some for a slow machine. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final List<LabNode> NODES = List.of(NODE00, NODE01);
    private static final LabPlan SPEAKERS = LabPlan.bareNodes(NODE00, NODE01);
    private static final List<LabNode> MEMBERS = List.of(
            new LabNode("etcd0", "172.17.8.10", "", List.of()),
            new LabNode("etcd1", "172.17.8.11", "", List.of()),
            new LabNode("etcd2", "172.17.8.12", "", List.of()));

    EtcdEnsemble etcd;

    private final Map<String, NightjarSpeaker> speakers = new HashMap<>();
    private List<String> lastDowns = List.of();
    private long youngestSeconds;
    private TestBed bed;

    /** How the cluster is written down. */
    abstract LabDatastore datastore();

    @BeforeAll
    void startAll() {
        List<LabNode> all = new ArrayList<>(NODES);
        all.addAll(MEMBERS);
        bed = TestBed.of(LabPlan.bareNodes(all.toArray(LabNode[]::new)));
        etcd = new EtcdEnsemble(bed, MEMBERS, datastore() == LabDatastore.ETCDV2);
        etcd.start();
        etcd.put(MEMBERS.get(0), CalicoKeys.of(SPEAKERS));
        for (LabNode node : NODES) {
            speakers.put(
                    node.name(),
                    NightjarSpeaker.onDatastore(bed.site(), node, TestBed.nightjar(), datastore(), etcd.endpoints()));
        }
        awaitBlock("node00", NODE00.block());
        awaitBlock("node01", NODE01.block());
        lastDowns = peers().stream().map(StatusReport.Peer::lastDown).collect(Collectors.toList());
    }

    @AfterAll
    void endAll() {
        bed.close();
    }

    @Test
    void whicheverMemberIsCutOffTheOthersAreFollowed() {
        for (LabNode member : MEMBERS) {
            String block = "192.168.20" + MEMBERS.indexOf(member) + ".0/26";
            LabNode writer = etcd.allBut(member).get(0);
            etcd.cutOff(member);
            etcd.awaitAnswers(etcd.allBut(member));
            etcd.put(writer, CalicoKeys.ofBlock("node00", block));
            awaitBlock("node00", block);
            etcd.reconnect(member);
            etcd.awaitAnswers(MEMBERS);
            etcd.delete(member, CalicoKeys.ofBlock("node00", block).keySet());
            awaitNoBlock(block);
        }
        assertThatNoSessionEnded();
    }

    @Test
    void aMemberThatHasLostTheOthersIsNotBelieved() {
        for (LabNode member : MEMBERS) {
            String block = "192.168.22" + MEMBERS.indexOf(member) + ".0/26";
            LabNode writer = etcd.allBut(member).get(0);
            etcd.loseBetween(member, etcd.allBut(member));
            etcd.awaitAnswers(etcd.allBut(member));
            etcd.put(writer, CalicoKeys.ofBlock("node01", block));
            awaitBlock("node01", block);
            etcd.findBetween(member, etcd.allBut(member));
            etcd.awaitAnswers(MEMBERS);
            etcd.delete(member, CalicoKeys.ofBlock("node01", block).keySet());
            awaitNoBlock(block);
        }
        assertThatNoSessionEnded();
    }

    @Test
    void withoutAMajorityTheLastStateStaysAndIsKeptRight() {
        List<List<String>> before =
                NODES.stream().map(node -> bed.routes(node.name())).toList();
        MEMBERS.forEach(member -> etcd.loseBetween(member, etcd.allBut(member)));
        awaitDisconnected();
        bed.site().output("node00", "ip", "route", "delete", NODE01.block());
        bed.awaitRoute("node00", line(NODE01.block(), NODE01), LIMIT);
        assertThat(NODES.stream().map(node -> bed.routes(node.name())).toList()).isEqualTo(before);

        MEMBERS.forEach(member -> etcd.findBetween(member, etcd.allBut(member)));
        etcd.awaitAnswers(MEMBERS);
        String block = "192.168.230.0/26";
        etcd.put(MEMBERS.get(1), CalicoKeys.ofBlock("node00", block));
        awaitBlock("node00", block);
        etcd.delete(MEMBERS.get(2), CalicoKeys.ofBlock("node00", block).keySet());
        awaitNoBlock(block);
        assertThatNoSessionEnded();
    }

    /** The owner discards what it has no workload for; the other sends it there. */
    final void awaitBlock(String owner, String block) {
        LabNode ownerNode = owner.equals("node00") ? NODE00 : NODE01;
        LabNode other = owner.equals("node00") ? NODE01 : NODE00;
        bed.awaitRoute(owner, "blackhole " + block + " proto bird", LIMIT);
        bed.awaitRoute(other.name(), line(block, ownerNode), LIMIT);
    }

    private static String line(String block, LabNode owner) {
        return block + " via " + owner.address() + " dev enp0s8 proto bird";
    }

    final void awaitNoBlock(String block) {
        NODES.forEach(node -> {
            bed.awaitNoRoute(node.name(), "blackhole " + block, LIMIT);
            bed.awaitNoRoute(node.name(), block, LIMIT);
        });
    }

    /** Both nodes say that they have no datastore. */
    final void awaitDisconnected() {
        bed.eventually(
                "nobody has a datastore",
                LIMIT,
                () -> NODES.stream()
                        .map(node -> node.name() + ": "
                                + status(node.name()).source().state())
                        .filter(state -> state.endsWith(": connected"))
                        .toList());
    }

    /** Sessions only grow older, and nobody has a word about the end of one. */
    final void assertThatNoSessionEnded() {
        List<StatusReport.Peer> peers = peers();
        assertThat(peers).extracting(StatusReport.Peer::state).containsExactly("Established", "Established");
        assertThat(peers).extracting(StatusReport.Peer::lastDown).isEqualTo(lastDowns);
        long youngest = peers.stream()
                .mapToLong(StatusReport.Peer::secondsInState)
                .min()
                .orElseThrow();
        assertThat(youngest).isGreaterThanOrEqualTo(youngestSeconds);
        youngestSeconds = youngest;
    }

    private List<StatusReport.Peer> peers() {
        return NODES.stream()
                .flatMap(node -> status(node.name()).peers().stream())
                .toList();
    }

    private StatusReport status(String node) {
        NightjarSpeaker speaker = speakers.get(node);
        return speaker.status()
                .orElseThrow(() -> new AssertionError(
                        node + " does not answer\n" + speaker.process().logTail()));
    }
}
