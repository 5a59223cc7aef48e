package io.nightjar.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.lab.BirdSpeaker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must hold with any BIRD, in its own words and in both kernels. */
interface BirdInterop {

    /** Starts this BIRD on the peer's node. */
    BirdSpeaker start(InteropBed interop, BirdPeerConfiguration configuration, boolean overIpv6);

    @ParameterizedTest(name = "BIRD in AS {0}, Nightjar passive: {1}, BIRD passive: {2}")
    @CsvSource({"64512,false,false", "64512,true,false", "64512,false,true", "64601,false,false"})
    default void sessionAndIpv4RoutesBothWays(int birdAs, boolean nightjarPassive, boolean birdPassive) {
        String yaml = new SpeakerYaml(birdAs, nightjarPassive, false).text();
        try (InteropBed interop = InteropBed.withNightjar(yaml)) {
            BirdSpeaker bird = start(interop, new BirdPeerConfiguration(birdAs, birdPassive), false);

            interop.awaitEstablished();
            interop.awaitNightjarsRoute("blackhole 192.168.18.64/26 proto bird");
            interop.awaitNightjarsRoute("192.168.196.128/26 via 172.17.8.101 dev enp0s8 proto bird");
            interop.bed()
                    .eventually(
                            "BIRD's kernel has Nightjar's route",
                            InteropBed.LIMIT,
                            () -> interop.bed().routes(InteropBed.PEER).stream()
                                    .anyMatch(line -> line.startsWith("192.168.18.64/26 via 172.17.8.100 dev enp0s8")),
                            () -> bird.ask("show", "route", "all"));
            assertThat(bird.sessions())
                    .allMatch(session -> session.isEstablished())
                    .hasSize(1);
        }
    }

    @ParameterizedTest(name = "BIRD in AS {0}")
    @CsvSource({"64512", "64601"})
    default void sessionAndIpv6RoutesBothWays(int birdAs) {
        try (InteropBed interop = InteropBed.withNightjar(new SpeakerYaml(birdAs, false, true).text())) {
            BirdSpeaker bird = start(interop, new BirdPeerConfiguration(birdAs, false), true);

            interop.awaitEstablished();
            interop.bed()
                    .eventually(
                            "Nightjar's kernel has BIRD's IPv6 route",
                            InteropBed.LIMIT,
                            () -> interop.bed().routes(InteropBed.NIGHTJAR).stream()
                                    .anyMatch(line ->
                                            line.startsWith("fd80:196::/64 via fd00:17:8::101 dev enp0s8 proto bird")),
                            () -> String.join("\n", interop.bed().routes(InteropBed.NIGHTJAR)));
            interop.bed()
                    .eventually(
                            "BIRD's kernel has Nightjar's IPv6 route",
                            InteropBed.LIMIT,
                            () -> interop.bed().routes(InteropBed.PEER).stream()
                                    .anyMatch(line -> line.startsWith("fd80:18::/64 via fd00:17:8::100 dev enp0s8")),
                            () -> bird.ask("show", "route", "all"));
        }
    }

    @ParameterizedTest(name = "BIRD in AS {0}")
    @CsvSource({"64512"})
    default void aWithdrawnRouteAndALostSessionAreNoticed(int birdAs) {
        try (InteropBed interop = InteropBed.withNightjar(new SpeakerYaml(birdAs, false, false).text())) {
            BirdSpeaker bird = start(interop, new BirdPeerConfiguration(birdAs, false), false);
            String route = "192.168.196.128/26 via 172.17.8.101 dev enp0s8 proto bird";
            interop.awaitNightjarsRoute(route);

            bird.ask("disable", "own");
            interop.bed().awaitNoRoute(InteropBed.NIGHTJAR, InteropBed.PEERS_BLOCK, InteropBed.LIMIT);
            bird.ask("enable", "own");
            interop.awaitNightjarsRoute(route);

            bird.ask("disable", "nightjar");
            interop.awaitDown();
            interop.bed().awaitNoRoute(InteropBed.NIGHTJAR, InteropBed.PEERS_BLOCK, InteropBed.LIMIT);
            bird.ask("enable", "nightjar");
            interop.awaitEstablished();
            interop.awaitNightjarsRoute(route);
        }
    }
}
