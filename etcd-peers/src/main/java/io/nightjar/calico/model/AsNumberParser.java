package io.nightjar.calico.model;

/** Autonomous system numbers: decimal text, also in asdot notation. */
final class AsNumberParser {

    static final ObjectParser GLOBAL = ObjectParser.of(
            CalicoKeys.GLOBAL_AS_NUMBER, (key, value) -> new GlobalAsNumber(key.group(), Scalars.asNumber(value)));

    static final ObjectParser HOST = ObjectParser.of(
            "/calico/bgp/v1/host/([^/]+)/as_num",
            (key, value) -> new HostAsNumber(key.group(), key.group(1), Scalars.asNumber(value)));

    private AsNumberParser() {}
}
