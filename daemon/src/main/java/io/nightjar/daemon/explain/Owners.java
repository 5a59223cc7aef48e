package io.nightjar.daemon.explain;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.BlockAffinity;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.model.Unusable;
import io.nightjar.calico.store.KeyValueView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whose blocks contain a destination.
 *
 * @param blocks the longest one first
 * @param unusables affinities that cannot be read
 * @param problem why the blocks of other nodes are not known; empty if they are
 */
public record Owners(List<Owner> blocks, List<Unusable> unusables, String problem) {

    /** Nothing is said about anybody. */
    public static final Owners NONE = new Owners(List.of(), List.of(), "");

    public Owners {
        blocks = List.copyOf(blocks);
        unusables = List.copyOf(unusables);
    }

    /** An affinity, and when it was written. */
    public record Owner(BlockAffinity affinity, long revision) {

        Reference reference() {
            return new Reference(affinity.key(), revision);
        }
    }

    /** Those of some keys that are about blocks around a destination. */
    public static Owners around(Prefix prefix, Map<String, KeyValueView.Entry> entries) {
        Set<String> names = new HashSet<>();
        for (int length = 0; length <= prefix.length(); length++) {
            names.add(new Prefix(prefix.address(), length).toString().replace('/', '-'));
        }
        SortedMap<String, KeyValueView.Entry> near = new TreeMap<>();
        entries.forEach((key, entry) -> {
            if (key.contains("/block/") && names.contains(key.substring(key.lastIndexOf('/') + 1))) {
                near.put(key, entry);
            }
        });
        return of(near);
    }

    /** All of some keys. */
    public static Owners of(SortedMap<String, KeyValueView.Entry> entries) {
        ClusterState state = new ClusterStateBuilder().update(new KeyValueView("", 0, entries));
        List<Owner> owners = new ArrayList<>();
        for (BlockAffinity affinity : state.affinities()) {
            KeyValueView.Entry entry = entries.get(affinity.key());
            owners.add(new Owner(affinity, entry == null ? 0 : entry.modRevision()));
        }
        owners.sort((one, other) -> Integer.compare(
                other.affinity().block().length(), one.affinity().block().length()));
        return new Owners(owners, state.rejected().unusables(), "");
    }

    /** Those of one block. */
    Owners of(Prefix block) {
        return new Owners(
                blocks.stream()
                        .filter(owner -> owner.affinity().block().equals(block))
                        .toList(),
                unusables,
                problem);
    }

    /** The same, while others may be unknown. */
    public Owners withProblem(String why) {
        return new Owners(blocks, unusables, why);
    }
}
