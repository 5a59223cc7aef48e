package io.nightjar.conformance;

/** The other side, when it is BIRD: one session with Nightjar, one route of its own, and the kernel. */
record BirdPeerConfiguration(int birdAs, boolean passive) {

    /** BIRD 1.6, whose one program speaks one family. */
    String bird1(boolean overIpv6) {
        return """
                log stderr all;
                router id 172.17.8.101;
                protocol device { scan time 1; }
                protocol direct { interface "enp0s8"; }
                protocol kernel { persist; scan time 1; import none; export all; }
                protocol static own { route %s blackhole; }
                protocol bgp nightjar {
                  local as %d;
                  neighbor %s as %d;
                  source address %s;
                  multihop;
                  import all;
                  export where source = RTS_STATIC;
                  add paths on;
                  graceful restart;
                  connect delay time 1;
                  connect retry time 2;
                  error wait time 1,2;
                %s}
                """.formatted(
                        ownBlock(overIpv6),
                        birdAs,
                        nightjarsAddress(overIpv6),
                        SpeakerYaml.OUR_AS,
                        ownAddress(overIpv6),
                        passiveOption());
    }

    /** BIRD 2, with the session's own family as its channel. */
    String bird2(boolean overIpv6) {
        String family = overIpv6 ? "ipv6" : "ipv4";
        return """
                log stderr all;
                router id 172.17.8.101;
                protocol device { scan time 1; }
                protocol direct { %1$s; interface "enp0s8"; }
                protocol kernel { %1$s { import none; export all; }; persist; scan time 1; }
                protocol static own { %1$s; route %2$s blackhole; }
                protocol bgp nightjar {
                  local %3$s as %4$d;
                  neighbor %5$s as %6$d;
                  multihop;
                  %1$s { import all; export where source = RTS_STATIC; };
                  connect delay time 1;
                  connect retry time 2;
                  error wait time 1,2;
                %7$s}
                """.formatted(
                        family,
                        ownBlock(overIpv6),
                        ownAddress(overIpv6),
                        birdAs,
                        nightjarsAddress(overIpv6),
                        SpeakerYaml.OUR_AS,
                        passiveOption());
    }

    private String passiveOption() {
        return passive ? "  passive on;\n" : "";
    }

    private static String ownBlock(boolean overIpv6) {
        return overIpv6 ? InteropBed.PEERS_BLOCK_6 : InteropBed.PEERS_BLOCK;
    }

    private static String ownAddress(boolean overIpv6) {
        return overIpv6 ? "fd00:17:8::101" : "172.17.8.101";
    }

    private static String nightjarsAddress(boolean overIpv6) {
        return overIpv6 ? "fd00:17:8::100" : "172.17.8.100";
    }
}
