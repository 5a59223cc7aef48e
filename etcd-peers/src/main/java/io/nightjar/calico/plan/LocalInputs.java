package io.nightjar.calico.plan;

import io.nightjar.calico.model.SecretKeyRef;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a node knows from its own files, beside the datastore.
 *
 * @param secrets the texts of passwords that could be read
 * @param endpoints what Felix says of workloads that are peers, in the order of their files' names
 */
public record LocalInputs(Map<SecretKeyRef, String> secrets, List<WorkloadEndpoint> endpoints) {

    /** Nothing. */
    public static final LocalInputs NONE = new LocalInputs(Map.of(), List.of());

    public LocalInputs {
        secrets = Map.copyOf(secrets);
        endpoints = List.copyOf(endpoints);
    }

    /** Secrets stay secret. */
    @Override
    public String toString() {
        return "LocalInputs[secrets=" + new TreeMap<>(secrets).keySet() + ", endpoints=" + endpoints + "]";
    }
}
