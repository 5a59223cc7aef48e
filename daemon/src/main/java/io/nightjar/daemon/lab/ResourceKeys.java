package io.nightjar.daemon.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keys of etcd with the texts that Calico 3 would have written there, in the order in which they were added. */
public final class ResourceKeys {

    private static final String RESOURCES = "/calico/resources/v3/projectcalico.org/";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> keys = new LinkedHashMap<>();

    /** Adds a resource without labels. */
    public void resource(String kind, String plural, String name, Map<String, Object> spec) {
        resource(kind, plural, name, Map.of(), spec);
    }

    /**
     * Adds a resource.
     *
     * @param plural how its kind is called in a key
     */
    public void resource(
            String kind, String plural, String name, Map<String, String> labels, Map<String, Object> spec) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        if (!labels.isEmpty()) {
            metadata.put("labels", labels);
        }
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("kind", kind);
        resource.put("apiVersion", "projectcalico.org/v3");
        resource.put("metadata", metadata);
        resource.put("spec", spec);
        put(RESOURCES + plural + "/" + name, resource);
    }

    /** Adds a key that is no resource. */
    public void put(String key, Map<String, Object> content) {
        try {
            keys.put(key, JSON.writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps are always printable", e);
        }
    }

    /** All of them, with their texts. */
    public Map<String, String> all() {
        return keys;
    }
}
