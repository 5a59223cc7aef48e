package io.nightjar.conformance.interop;

import java.util.stream.Collectors;

/** A speaker's setup in the words of BIRD 1.6, whose one program speaks one family. */
final class Bird1Configuration {

    private Bird1Configuration() {}

    static String of(SpeakerSetup setup) {
        return """
                log stderr all;
                router id %s;
                protocol device { scan time 1; }
                protocol direct { interface "enp0s8"; }
                protocol kernel { persist; scan time 1; import none; export where source = RTS_BGP; }
                protocol static own {
                  import %s;
                %s}
                %s""".formatted(
                        setup.routerId(),
                        BirdWords.ownRoutes(setup),
                        BirdWords.blackholes(setup),
                        setup.sessions().stream()
                                .map(session -> session(setup, session))
                                .collect(Collectors.joining()));
    }

    private static String session(SpeakerSetup setup, BgpSession session) {
        return """
                protocol bgp %s {
                  local %s as %d;
                  neighbor %s as %d;
                  debug { packets };
                  import all;
                  export %s;
                %s%s%s}
                """.formatted(
                        session.name(),
                        session.ownAddress(),
                        setup.as(),
                        session.otherAddress(),
                        session.otherAs(),
                        BirdWords.exports(session),
                        BirdWords.TIMERS,
                        BirdWords.options(setup, session),
                        session.has(SessionOption.ADD_PATH) ? "  add paths on;\n" : "");
    }
}
