package io.nightjar.calico.store;

import java.util.Locale;

/** Which of etcd's APIs the cluster's keys are read through. The two are different stores in one server. */
public enum EtcdApi {
    /** gRPC: Calico 3, or whoever has put the older keys there. */
    V3("etcdv3"),
    /** HTTP, {@code /v2/keys}: Calico 2.6 and before. */
    V2("etcdv2"),
    /** The one in which there is anything of Calico's; the newer one first. */
    DETECT("auto");

    private final String label;

    EtcdApi(String label) {
        this.label = label;
    }

    /** What operators call it. */
    public String label() {
        return label;
    }

    /**
     * The API of that name; the empty name is that of {@link #DETECT}.
     *
     * @throws IllegalArgumentException with a reason for the operator, if there is none
     */
    public static EtcdApi parse(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.isEmpty()) {
            return DETECT;
        }
        for (EtcdApi api : values()) {
            if (api.label.equals(lower)) {
                return api;
            }
        }
        throw new IllegalArgumentException(
                lower.equals("kubernetes")
                        ? "'kubernetes' is not supported: Nightjar reads Calico's datastore in etcd (etcdv3 or etcdv2)"
                        : "'" + name + "' is none of etcdv3, etcdv2 and auto");
    }
}
