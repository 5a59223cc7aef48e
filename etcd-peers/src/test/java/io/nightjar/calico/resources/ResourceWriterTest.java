package io.nightjar.calico.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nightjar.calico.store.StoreException;
import io.nightjar.calico.testing.FakeStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceWriterTest {

    private static final String PEER = ResourceKind.BASE + "bgppeers/p";

    private static final String POOL = ResourceKind.BASE + "ippools/p";

    private final FakeStore store = new FakeStore();

    private final List<String> told = new ArrayList<>();

    private int births;

    private List<String> apply(String yaml) throws ResourceException, StoreException {
        return apply(yaml, true);
    }

    private List<String> apply(String yaml, boolean really) throws ResourceException, StoreException {
        List<ResourceItem> items = new ResourceDocuments().add("f.yaml", yaml).items();
        assertThat(ResourceWriter.refusals(items)).isEmpty();
        told.clear();
        return new ResourceWriter(store, () -> new Birth("uid-" + ++births, "2026-01-10T09:00:00Z"))
                .write(items, really, (item, action) -> told.add(action + " " + item.title()));
    }

    private static List<String> refusals(String yaml) throws ResourceException {
        return ResourceWriter.refusals(
                new ResourceDocuments().add("f.yaml", yaml).items());
    }

    @Test
    void makesWhatCalicoctlWouldMake() throws ResourceException, StoreException {
        assertThat(apply("""
                apiVersion: projectcalico.org/v3
                kind: Node
                metadata:
                  name: a
                  labels: {route-reflector: yes, n: 7, rack: r1}
                  annotations:
                spec:
                  bgp: {asNumber: "1.10", ipv4Address: 10.0.0.1/24, ipv6Address: }
                ---
                kind: ippool
                metadata: {name: p, resourceVersion: "7", uid: mine}
                spec: {cidr: 'fd00::/64', natOutgoing: true}
                ---
                kind: BGPFilter
                metadata: {name: f}
                spec: {importV4: [{action: Accept, asPathPrefix: ["65001"], operations: [{prependASPath: {prefix: ["65001"]}}]}]}
                """)).isEmpty();
        assertThat(told).containsExactly("CREATED BGPFilter f", "CREATED ippool p", "CREATED Node a");
        assertThat(store.get(ResourceKind.BASE + "nodes/a").value())
                .isEqualTo("{\"kind\":\"Node\",\"apiVersion\":\"projectcalico.org/v3\",\"metadata\":{\"name\":\"a\","
                        + "\"uid\":\"uid-3\",\"creationTimestamp\":\"2026-01-10T09:00:00Z\","
                        + "\"labels\":{\"route-reflector\":\"true\",\"n\":\"7\",\"rack\":\"r1\"}},"
                        + "\"spec\":{\"bgp\":{\"asNumber\":65546,\"ipv4Address\":\"10.0.0.1/24\"}}}");
        assertThat(store.get(POOL).value())
                .isEqualTo("{\"kind\":\"IPPool\",\"apiVersion\":\"projectcalico.org/v3\",\"metadata\":{\"name\":\"p\","
                        + "\"uid\":\"mine\",\"creationTimestamp\":\"2026-01-10T09:00:00Z\"},"
                        + "\"spec\":{\"cidr\":\"fd00::/64\",\"natOutgoing\":true,\"ipipMode\":\"Never\","
                        + "\"vxlanMode\":\"Never\",\"blockSize\":122,\"nodeSelector\":\"all()\","
                        + "\"allowedUses\":[\"Workload\",\"Tunnel\"],\"assignmentMode\":\"Automatic\"}}");
        assertThat(store.get(ResourceKind.BASE + "bgpfilters/f").value())
                .contains("\"asPathPrefix\":[65001]", "{\"prefix\":[65001]}");
    }

    @Test
    void keepsUidAndTimeOfWhatIsThere() throws ResourceException, StoreException {
        String peer = "{kind: BGPPeer, metadata: {name: p}, spec: {peerIP: 10.0.0.1, asNumber: %d}}";
        apply(peer.formatted(1));
        apply(peer.formatted(1));
        assertThat(told).containsExactly("UNCHANGED BGPPeer p");
        apply(peer.formatted(2));
        assertThat(told).containsExactly("UPDATED BGPPeer p");
        assertThat(store.get(PEER).value()).contains("\"uid\":\"uid-1\"", "\"asNumber\":2");
    }

    @Test
    void placesAffinitiesAndBlocksWhereTheyAreLookedFor() throws ResourceException, StoreException {
        apply("""
                kind: BlockAffinity
                metadata: {name: a-10-0-0-0-26}
                spec: {node: a, cidr: 10.0.0.0/26, state: confirmed, deleted: "false"}
                ---
                kind: IPAMBlock
                metadata: {name: 10-0-0-0-26}
                spec: {cidr: 10.0.0.0/26, affinity: "host:a", allocations: [null]}
                ---
                kind: BlockAffinity
                metadata: {name: six}
                spec: {node: a, cidr: "fd00::/122"}
                ---
                /calico/v1/Ready: "true"
                """);
        assertThat(store.view().entries().keySet())
                .containsExactly(
                        "/calico/ipam/v2/assignment/ipv4/block/10.0.0.0-26",
                        "/calico/ipam/v2/host/a/ipv4/block/10.0.0.0-26",
                        "/calico/ipam/v2/host/a/ipv6/block/fd00::-122",
                        "/calico/v1/Ready");
        assertThat(store.get("/calico/ipam/v2/host/a/ipv4/block/10.0.0.0-26").value())
                .isEqualTo("{\"state\":\"confirmed\",\"deleted\":false}");
        assertThat(store.get("/calico/ipam/v2/assignment/ipv4/block/10.0.0.0-26")
                        .value())
                .isEqualTo("{\"cidr\":\"10.0.0.0/26\",\"affinity\":\"host:a\",\"allocations\":[null]}");
        apply("{/calico/v1/Ready: 'true'}");
        assertThat(told).containsExactly("UNCHANGED /calico/v1/Ready");
    }

    @Test
    void writesNothingIfOneOfThemIsOlderThanTheDatastores() throws ResourceException, StoreException {
        store.put(PEER, "{}");
        long revision = store.get(PEER).modRevision();
        String yaml = "{kind: BGPPeer, metadata: {name: p, resourceVersion: '%d'}, spec: {peerIP: 10.0.0.1}}\n---\n"
                + "{kind: BGPPeer, metadata: {name: q}, spec: {peerIP: 10.0.0.2}}";
        assertThat(apply(yaml.formatted(revision - 1)))
                .containsExactly(
                        "f.yaml, document 1: BGPPeer p: metadata.resourceVersion: is 1, but the datastore has 2");
        assertThat(store.view().entries()).hasSize(1);
        assertThat(apply(yaml.formatted(revision))).isEmpty();
        assertThat(store.view().entries()).hasSize(2);
    }

    @Test
    void doesNotMoveAPool() throws ResourceException, StoreException {
        apply("{kind: IPPool, metadata: {name: p}, spec: {cidr: 10.0.0.0/8}}");
        assertThat(apply("{kind: IPPool, metadata: {name: p}, spec: {cidr: 11.0.0.0/8}}"))
                .containsExactly("f.yaml, document 1: IPPool p: spec.cidr: cannot be changed: the pool has 10.0.0.0/8");
    }

    @Test
    void looksAgainWhenSomebodyElseWasFaster() throws ResourceException, StoreException {
        store.beforeWrite(() -> store.put(PEER, "{\"metadata\":{\"uid\":\"theirs\"}}"));
        apply("{kind: BGPPeer, metadata: {name: p}, spec: {peerIP: 10.0.0.1}}");
        assertThat(told).containsExactly("UPDATED BGPPeer p");
        assertThat(store.get(PEER).value()).contains("\"uid\":\"theirs\"", "10.0.0.1");
        for (int i = 0; i < 5; i++) {
            store.beforeWrite(() -> store.put(PEER, "{}"));
        }
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> apply("{kind: BGPPeer, metadata: {name: p}, spec: {peerIP: 10.0.0.3}}"))
                .withMessage("BGPPeer p: somebody else keeps writing it");
    }

    @Test
    void canOnlySayWhatItWouldDo() throws ResourceException, StoreException {
        apply("{kind: BGPPeer, metadata: {name: p}, spec: {peerIP: 10.0.0.1}}", false);
        assertThat(told).containsExactly("CREATED BGPPeer p");
        assertThat(store.view().entries()).isEmpty();
    }

    @Test
    void refusesWhatIsNotForIt() throws ResourceException {
        assertThat(refusals("""
                {kind: NetworkPolicy, metadata: {name: p, namespace: n}}
                ---
                {kind: Node, metadata: {name: a, namespace: n}, spec: {bgp: {ipv4Address: 10.0.0.1}}}
                ---
                {/other: x, /calico/bgp/v1/global/as_num: many}
                """))
                .containsExactly(
                        "f.yaml, document 3: /calico/bgp/v1/global/as_num: spec: not an AS number: 'many'",
                        "f.yaml, document 1: NetworkPolicy n/p: kind: has nothing to do with BGP: NetworkPolicy",
                        "f.yaml, document 2: Node n/a: metadata.namespace: is not for resources of the whole cluster",
                        "f.yaml, document 3: /other: key: is not below /calico/");
    }

    @Test
    void refusesAffinitiesThatNameNothing() {
        assertThatExceptionOfType(ResourceException.class)
                .isThrownBy(() -> refusals("{kind: BlockAffinity, metadata: {name: a}, spec: {cidr: 10.0.0.0/26}}"))
                .withMessage("f.yaml, document 1: 'spec.node' is missing");
        assertThatExceptionOfType(ResourceException.class)
                .isThrownBy(() -> refusals("{kind: BlockAffinity, metadata: {name: a}, spec: {node: a, cidr: x}}"))
                .withMessage("f.yaml, document 1: 'spec.cidr' is not a prefix: x");
        assertThatExceptionOfType(ResourceException.class)
                .isThrownBy(() -> refusals("{kind: IPAMBlock, metadata: {name: a}}"))
                .withMessage("f.yaml, document 1: 'spec' is missing");
    }
}
