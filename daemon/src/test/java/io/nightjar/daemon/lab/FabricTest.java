package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FabricTest {

    private final FakeCommands commands = new FakeCommands();
    private final Fabric fabric = new Fabric(commands, "nj5-", LabPlan.walkthrough());

    @Test
    void theMachinesOwnNetworkGetsNothingButNamespaces() {
        fabric.build();

        List<Command> outside = commands.received().stream()
                .filter(command -> !command.toString().startsWith("ip -n nj5-")
                        && !command.toString().startsWith("nsenter --net=/run/netns/nj5-"))
                .toList();
        assertThat(outside).hasSize(1);
        assertThat(outside.get(0).input().lines())
                .hasSize(10)
                .allMatch(line -> line.startsWith("netns add nj5-"))
                .contains("netns add nj5-switch", "netns add nj5-node02", "netns add nj5-containerF");
    }

    @Test
    void aNodeHasItsAddressADefaultRouteAndARouteForEachWorkload() {
        fabric.build();

        assertThat(batchOf("nj5-node00"))
                .contains(
                        "address add 172.17.8.100/24 brd + dev enp0s8",
                        "route add default via 10.0.2.2 dev enp0s3",
                        "link add calif24874aae57 address ee:ee:ee:ee:ee:ee type veth peer name eth0 netns nj5-containerA",
                        "route add 192.168.18.64 dev calif24874aae57 scope link",
                        "route add 192.168.18.65 dev cali4e5ed993aed scope link");
    }

    @Test
    void aWorkloadReachesEverythingThroughTheLinkLocalGateway() {
        fabric.build();

        assertThat(batchOf("nj5-containerC"))
                .containsSubsequence(
                        "address add 192.168.196.128/32 dev eth0",
                        "link set eth0 up",
                        "route add 169.254.1.1 dev eth0 scope link",
                        "route add default via 169.254.1.1 dev eth0");
    }

    @Test
    void aNodeForwardsAndAnswersArpForItsWorkloads() {
        fabric.build();

        assertThat(commands.received().stream().map(Command::toString))
                .anyMatch(text -> text.contains("nj5-node01")
                        && text.contains("echo 1 > /proc/sys/net/ipv4/ip_forward")
                        && text.contains("conf/cali4907e793262/proxy_arp")
                        && text.contains("conf/cali69b2b8c106c/proxy_arp"));
    }

    private List<String> batchOf(String namespace) {
        return commands.received().stream()
                .filter(command -> command.toString().equals("ip -n " + namespace + " -batch -"))
                .flatMap(command -> command.input().lines())
                .toList();
    }
}
