package io.nightjar.calico.model;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /calico/bgp/v1/global/loglevel}, or of one node: {@code /calico/bgp/v1/host/<node>/loglevel}. */
record LogLevel(String key, @Nullable String node, String severity) implements CalicoObject {

    static final ObjectParser GLOBAL = ObjectParser.of(
            "/calico/bgp/v1/global/loglevel", (key, value) -> new LogLevel(key.group(), null, severity(value)));

    static final ObjectParser HOST = ObjectParser.of(
            "/calico/bgp/v1/host/([^/]+)/loglevel",
            (key, value) -> new LogLevel(key.group(), key.group(1), severity(value)));

    /** All that Calico 2 writes: what is more severe than info is none. */
    private static final Set<String> SEVERITIES = Set.of("debug", "info", "none");

    private static String severity(String value) throws MalformedObjectException {
        String severity = value.strip().toLowerCase(Locale.ROOT);
        if (!SEVERITIES.contains(severity)) {
            throw new MalformedObjectException("neither debug nor info nor none: " + Scalars.quote(value));
        }
        return severity;
    }

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        NodeSettings said = new NodeSettings(severity, null, null);
        if (node == null) {
            assembler.settings(BgpSettings.DEFAULT.withNode(said));
        } else {
            assembler.node(node).settings(said);
        }
    }
}
