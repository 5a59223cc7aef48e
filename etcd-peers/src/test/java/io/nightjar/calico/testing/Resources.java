package io.nightjar.calico.testing;

import io.nightjar.calico.resources.ResourceDocuments;
import io.nightjar.calico.resources.ResourceException;
import io.nightjar.calico.store.KeyValueView;

/** Writes the resources that {@code calicoctl} would write, with little to say. */
public final class Resources {

    private final ResourceDocuments documents = new ResourceDocuments();

    /** Where all resources are. */
    public static final String BASE = "/calico/resources/v3/projectcalico.org/";

    /** A node at addresses with their networks; {@code further} fields of {@code spec.bgp} in YAML. */
    public Resources node(String name, String ipv4, String ipv6, String labels, String... further) {
        StringBuilder bgp = new StringBuilder();
        if (!ipv4.isEmpty()) {
            bgp.append("ipv4Address: ").append(ipv4).append(", ");
        }
        if (!ipv6.isEmpty()) {
            bgp.append("ipv6Address: '").append(ipv6).append("', ");
        }
        for (String field : further) {
            bgp.append(field).append(", ");
        }
        return yaml(
                "{kind: Node, metadata: {name: " + name + ", labels: {" + labels + "}}, spec: {bgp: {" + bgp + "}}}");
    }

    /** A resource with the fields of its {@code spec} in YAML. */
    public Resources put(String kind, String name, String spec) {
        return yaml("{kind: " + kind + ", metadata: {name: " + name + "}, spec: {" + spec + "}}");
    }

    /** A block of a node. */
    public Resources block(String node, String cidr, String state) {
        return key(ClusterKeys.blockKey(node, cidr), "{\"state\":\"" + state + "\"}");
    }

    /** Any key. */
    public Resources key(String key, String value) {
        documents.put(key, value);
        return this;
    }

    /** Any documents. */
    public Resources yaml(String text) {
        try {
            documents.add("test", text);
        } catch (ResourceException e) {
            throw new AssertionError(text, e);
        }
        return this;
    }

    public KeyValueView view() {
        return documents.view();
    }
}
