package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.harness.Wire;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How each daemon is told to be a reflector and nothing else: whoever connects from the network is a client, all routes are taken
 * and passed on, and there is no kernel. Each client is named where there is no such thing as a range (BIRD 1.6), and where a range does not
 * take hundreds who come at once (BIRD 2.0.12).
 */
final class Configurations {

    private static final String NIGHTJAR = """
            as: %1$d
            router-id: %2$s
            listen:
              - {address: %2$s}
            route-reflector: {cluster-id: %2$s}
            neighbors:
              - {neighbor-range: %3$s, as: %1$d, route-reflector-client: true}
            kernel: {enabled: false}
            """;

    private static final String BIRD1 = """
            router id %2$s;
            listen bgp address %2$s;
            protocol device { scan time 60; }
            protocol direct { interface "lo"; }
            template bgp fan {
              local %2$s as %1$d; passive on; rr client; rr cluster id %2$s; multihop;
              connect delay time 1; connect retry time 1; error wait time 1, 1;
              import all; export where source = RTS_BGP;
            }
            """;

    private static final String BIRD2 = """
            router id %2$s;
            protocol device { scan time 60; }
            protocol direct { ipv4; interface "lo"; }
            template bgp fan {
              local %2$s as %1$d; passive on; multihop;
              connect delay time 1; connect retry time 1; error wait time 1, 1;
              rr client; rr cluster id %2$s;
              ipv4 { import all; export where source = RTS_BGP; };
            }
            """;

    private static final String FRR = """
            router bgp %1$d
             bgp router-id %2$s
             bgp cluster-id %2$s
             no bgp network import-check
             bgp listen limit 5000
             neighbor clients peer-group
             neighbor clients remote-as %1$d
             neighbor clients advertisement-interval 0
             bgp listen range %3$s peer-group clients
             address-family ipv4 unicast
              neighbor clients route-reflector-client
             exit-address-family
            """;

    private static final String OPENBGPD = """
            AS %1$d
            router-id %2$s
            fib-update no
            socket "%4$s"
            listen on %2$s
            neighbor %3$s {
              remote-as %1$d
              local-address %2$s
              passive
              route-reflector %2$s
              announce restart no
            }
            allow from any
            allow to any
            """;

    private static final String GOBGP = """
            [global.config]
              as = %1$d
              router-id = "%2$s"
              local-address-list = ["%2$s"]
            [[peer-groups]]
              [peer-groups.config]
                peer-group-name = "clients"
                peer-as = %1$d
              [peer-groups.transport.config]
                passive-mode = true
              [peer-groups.route-reflector.config]
                route-reflector-client = true
                route-reflector-cluster-id = "%2$s"
              [[peer-groups.afi-safis]]
                [peer-groups.afi-safis.config]
                  afi-safi-name = "ipv4-unicast"
            [[dynamic-neighbors]]
              [dynamic-neighbors.config]
                prefix = "%3$s"
                peer-group = "clients"
            """;

    private Configurations() {}

    /** Empty for who needs none. */
    static String of(Contender contender, int clients, String control) {
        return switch (contender) {
            case NULL -> "";
            case NIGHTJAR -> filled(NIGHTJAR, control);
            case BIRD1 -> filled(BIRD1, control) + each(clients);
            case BIRD2 -> filled(BIRD2, control) + each(clients);
            case FRR -> filled(FRR, control);
            case OPENBGPD -> filled(OPENBGPD, control);
            case GOBGP -> filled(GOBGP, control);
        };
    }

    private static String filled(String text, String control) {
        return text.formatted(Place.AS, Place.REFLECTOR, Place.NETWORK, control);
    }

    private static String each(int clients) {
        return IntStream.range(0, clients)
                .mapToObj(client -> String.format(
                        "protocol bgp fan%d from fan { neighbor %s as %d; }%n",
                        client, Wire.text(Place.client(client)), Place.AS))
                .collect(Collectors.joining());
    }
}
