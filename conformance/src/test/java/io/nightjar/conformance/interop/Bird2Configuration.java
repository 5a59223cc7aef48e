package io.nightjar.conformance.interop;

import java.util.stream.Collectors;

/** A speaker's setup in the words of BIRD 2. */
final class Bird2Configuration {

    private Bird2Configuration() {}

    static String of(SpeakerSetup setup) {
        String family = setup.overIpv6() ? "ipv6" : "ipv4";
        return """
                log stderr all;
                router id %1$s;
                protocol device { scan time 1; }
                protocol direct { %2$s; interface "enp0s8"; }
                protocol kernel { persist; scan time 1; %2$s { import none; export where source = RTS_BGP; }; }
                protocol static own {
                  %2$s { import %3$s; };
                %4$s}
                %5$s""".formatted(
                        setup.routerId(),
                        family,
                        BirdWords.ownRoutes(setup),
                        BirdWords.blackholes(setup),
                        setup.sessions().stream()
                                .map(session -> session(setup, session, family))
                                .collect(Collectors.joining()));
    }

    private static String session(SpeakerSetup setup, BgpSession session, String family) {
        return """
                protocol bgp %s {
                  local %s as %d;
                  neighbor %s as %d;
                  debug { packets };
                  %s { import all; export %s; %s};
                %s%s}
                """.formatted(
                        session.name(),
                        session.ownAddress(),
                        setup.as(),
                        session.otherAddress(),
                        session.otherAs(),
                        family,
                        BirdWords.exports(session),
                        channel(session),
                        BirdWords.TIMERS,
                        BirdWords.options(setup, session));
    }

    private static String channel(BgpSession session) {
        return (session.has(SessionOption.ADD_PATH) ? "add paths on; " : "")
                + (session.has(SessionOption.EXTENDED_NEXT_HOP) ? "extended next hop on; " : "");
    }
}
