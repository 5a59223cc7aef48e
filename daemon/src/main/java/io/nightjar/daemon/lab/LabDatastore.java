package io.nightjar.daemon.lab;

import java.util.Locale;
import java.util.Map;

/** How the lab's cluster is written down. */
public enum LabDatastore {
    /** As Calico 2.6 did, but in etcd's v3 store. */
    KEYS(""),
    /** As Calico 2.6 did, in etcd's v2 store. */
    ETCDV2("etcdv2"),
    /** As Calico 3 does: resources in etcd's v3 store. */
    ETCDV3("etcdv3");

    private final String label;

    LabDatastore(String label) {
        this.label = label;
    }

    /** What a speaker is told about it. */
    Map<String, String> environment() {
        return label.isEmpty() ? Map.of() : Map.of("DATASTORE_TYPE", label);
    }

    /** Whether keys are written through the v2 API. */
    boolean isV2() {
        return this == ETCDV2;
    }

    /** The one of that name; the empty name is that of {@link #KEYS}. */
    static LabDatastore named(String name) {
        for (LabDatastore datastore : values()) {
            if (datastore.label.equals(name.toLowerCase(Locale.ROOT))) {
                return datastore;
            }
        }
        throw new LabException("--datastore: '" + name + "' is neither etcdv2 nor etcdv3");
    }
}
