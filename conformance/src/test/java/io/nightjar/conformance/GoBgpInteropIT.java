package io.nightjar.conformance;

import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nightjar and GoBGP 3.10. */
@RequiresNetworkNamespaces
class GoBgpInteropIT {

    private static final String ROUTE = "192.168.196.128/26 via 172.17.8.101 dev enp0s8 proto bird";

    @ParameterizedTest(name = "GoBGP in AS {0}, Nightjar passive: {1}, GoBGP passive: {2}")
    @CsvSource({"64512,false,false", "64512,true,false", "64512,false,true", "64601,false,false"})
    void sessionAndRoutesBothWays(int goBgpAs, boolean nightjarPassive, boolean goBgpPassive) {
        String yaml = new SpeakerYaml(goBgpAs, nightjarPassive, false).text();
        try (InteropBed interop = InteropBed.withNightjar(yaml)) {
            GoBgpPeer goBgp = GoBgpPeer.start(interop.bed().site(), goBgpAs, goBgpPassive);
            interop.awaitEstablished();
            awaitAnswer(interop, goBgp, "172.17.8.100", "neighbor");
            awaitAnswer(interop, goBgp, "192.168.18.64/26", "global", "rib");

            goBgp.ask("global", "rib", "add", InteropBed.PEERS_BLOCK, "nexthop", "172.17.8.101");
            interop.awaitNightjarsRoute(ROUTE);

            goBgp.ask("global", "rib", "del", InteropBed.PEERS_BLOCK);
            interop.bed().awaitNoRoute(InteropBed.NIGHTJAR, InteropBed.PEERS_BLOCK, InteropBed.LIMIT);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"disable", "shutdown", "softreset"})
    void whatGoBgpsOperatorDoesIsSurvived(String action) {
        try (InteropBed interop = InteropBed.withNightjar(new SpeakerYaml(64512, false, false).text())) {
            GoBgpPeer goBgp = GoBgpPeer.start(interop.bed().site(), 64512, false);
            interop.awaitEstablished();
            goBgp.ask("global", "rib", "add", InteropBed.PEERS_BLOCK, "nexthop", "172.17.8.101");
            interop.awaitNightjarsRoute(ROUTE);

            goBgp.ask("neighbor", "172.17.8.100", action);
            if (!action.equals("softreset")) {
                interop.awaitDown();
                interop.bed().awaitNoRoute(InteropBed.NIGHTJAR, InteropBed.PEERS_BLOCK, InteropBed.LIMIT);
                goBgp.ask("neighbor", "172.17.8.100", "enable");
            }
            interop.awaitEstablished();
            interop.awaitNightjarsRoute(ROUTE);
            awaitAnswer(interop, goBgp, "192.168.18.64/26", "global", "rib");
        }
    }

    private static void awaitAnswer(InteropBed interop, GoBgpPeer goBgp, String part, String... question) {
        interop.bed()
                .eventually(
                        "gobgp " + String.join(" ", question) + " shows " + part,
                        InteropBed.LIMIT,
                        () -> goBgp.ask(question).contains(part),
                        () -> goBgp.ask(question));
    }
}
