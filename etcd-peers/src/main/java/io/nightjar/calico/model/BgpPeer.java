package io.nightjar.calico.model;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.selector.Selector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Peers that somebody configured.
 *
 * @param key where it is in the datastore
 * @param nodes whose peers they are
 * @param remote who they are
 * @param options what else was said about them
 */
public record BgpPeer(String key, Nodes nodes, Remote remote, PeerOptions options) implements CalicoObject {

    /** Some nodes of the cluster. */
    public sealed interface Nodes {

        /** Every node. */
        Nodes ALL = new All();

        boolean contains(String name, Map<String, String> labels);
    }

    /** See {@link Nodes#ALL}. */
    public record All() implements Nodes {

        @Override
        public boolean contains(String name, Map<String, String> labels) {
            return true;
        }
    }

    /** One node, whether it exists or not. */
    public record Named(String node) implements Nodes {

        @Override
        public boolean contains(String name, Map<String, String> labels) {
            return node.equals(name);
        }
    }

    /** The nodes with such labels. */
    public record Labelled(Selector selector) implements Nodes {

        @Override
        public boolean contains(String name, Map<String, String> labels) {
            return selector.matches(labels);
        }
    }

    /** The other end. */
    public sealed interface Remote {}

    /**
     * Somebody at an address.
     *
     * @param address where it is
     * @param port where it listens; 0 when nothing was said
     * @param asNumber its autonomous system; null for the cluster's
     */
    public record At(IpAddress address, int port, @Nullable AsNumber asNumber) implements Remote {}

    /** Nodes of the cluster, at all their addresses. */
    public record OtherNodes(Selector selector) implements Remote {}

    /** Workloads on the node itself; Felix says which. */
    public record Workloads(AsNumber asNumber) implements Remote {}

    /** The resource's name; the last part of the key. */
    public String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** Whether all nodes have these peers. */
    public boolean global() {
        return nodes instanceof All;
    }

    @Override
    public List<String> ignored() {
        return options.ignored();
    }

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        assembler.peer(this);
    }
}
