package io.nightjar.daemon.bird.command;

import java.util.Set;

/** The words that mean something by themselves, in BIRD 1.6 with the protocols that Calico builds in. */
final class Keywords {

    private static final Set<String> COMMANDS = Set.of(
            ("show status memory interfaces summary symbols protocols all route for table filter where primary filtered export"
                            + " preexport noexport protocol stats count static bfd sessions roa as max configure soft timeout confirm"
                            + " undo check disable enable restart reload in out debug mrtdump off states routes filters events packets"
                            + " dump resources sockets neighbors attributes echo eval restrict down add delete flush info remote"
                            + " warning error auth fatal bug trace")
                    .split(" "));

    private static final Set<String> CONFIGURATION = Set.of(
            ("define on yes no log syslog stderr iso long base latency limit watchdog router id function template"
                            + " interface none vrf disabled accept reject import keep receive action block warn preference from generate"
                            + " listen bgp address port dual v6only passwords password description sorted class dscp graceful wait"
                            + " device scan time kernel persist learn krt_source krt_metric merge paths krt_prefsrc krt_realm"
                            + " krt_scope pipe peer mode opaque transparent via multipath drop blackhole unreachable prohibit recursive"
                            + " weight direct metric print printn unset return quitbird int bool ip prefix pair quad ec lc set string"
                            + " bgpmask bgppath clist eclist lclist if then else case true false rt ro unknown generic gw net mask proto"
                            + " source scope cast dest ifname ifindex len defined contains prepend first last empty min idle interval"
                            + " multiplier passive local neighbor multihop hold retry connect keepalive startup next self delay forget"
                            + " error after rr rs client cluster as4 path med advertise ipv4 prefer older missing lladdr ignore"
                            + " interpret communities igp gateway ttl security deterministic secondary allow capabilities extended"
                            + " messages setkey ipv6 add tx rx bgp_path bgp_local_pref bgp_med bgp_origin bgp_next_hop"
                            + " bgp_atomic_aggr bgp_aggregator bgp_community bgp_ext_community bgp_large_community bgp_originator_id"
                            + " bgp_cluster_list link live lived stale refresh")
                    .split(" "));

    private Keywords() {}

    static boolean contains(String word) {
        return COMMANDS.contains(word) || CONFIGURATION.contains(word);
    }
}
