package io.nightjar.conformance;

/** Nightjar's side of an interoperability test, as its static file. */
record SpeakerYaml(int peerAs, boolean passive, boolean overIpv6) {

    static final int OUR_AS = 64512;

    String text() {
        String peer = overIpv6 ? "\"fd00:17:8::101\"" : "172.17.8.101";
        String local = overIpv6 ? "\"fd00:17:8::100\"" : "172.17.8.100";
        return """
                as: %d
                router-id: 172.17.8.100
                originate: ["%s"]
                kernel:
                  enabled: true
                neighbors:
                  - address: %s
                    local-address: %s
                    as: %d
                    passive: %s
                    import: all
                    export: all
                    timers: {connect-delay: 1}
                """.formatted(
                        OUR_AS, overIpv6 ? InteropBed.OUR_BLOCK_6 : InteropBed.OUR_BLOCK, peer, local, peerAs, passive);
    }
}
