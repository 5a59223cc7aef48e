package io.nightjar.calico.model;

import io.nightjar.calico.store.KeyValueView;
import java.util.SortedMap;

/** How Calico has written the cluster down. Both may be in one store; block affinities look the same in both. */
public enum Layout {
    /** One key for each fact, below {@code /calico/bgp/v1} and {@code /calico/v1}: Calico 2.6 and before. */
    V1,
    /** One resource for each object, below {@code /calico/resources/v3}: Calico 3 and later. */
    V3;

    /** Where all resources are. */
    static final String RESOURCES = "/calico/resources/v3/projectcalico.org/";

    private static final String[] TELLING = {
        RESOURCES + "nodes/", RESOURCES + "clusterinformations/", RESOURCES + "bgpconfigurations/"
    };

    /** The layout in force: the newer one, as soon as it says anything about nodes or the cluster. */
    static Layout of(KeyValueView view) {
        for (String prefix : TELLING) {
            SortedMap<String, KeyValueView.Entry> behind = view.entries().tailMap(prefix);
            if (!behind.isEmpty() && behind.firstKey().startsWith(prefix)) {
                return V3;
            }
        }
        return V1;
    }

    /** Whether a key belongs to this layout, or to both. */
    public boolean has(String key) {
        return key.startsWith("/calico/ipam/v2/") || key.startsWith("/calico/resources/v3/") == (this == V3);
    }
}
