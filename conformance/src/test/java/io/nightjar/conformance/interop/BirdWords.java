package io.nightjar.conformance.interop;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What BIRD 1.6 and BIRD 2 say in the same words. */
final class BirdWords {

    /** BIRD's own are made for routers that have been up for a year. */
    static final String TIMERS = """
              connect delay time 1;
              connect retry time 2;
              error wait time 1,2;
            """;

    private BirdWords() {}

    static String blackholes(SpeakerSetup setup) {
        return setup.originated().stream()
                .map(prefix -> "  route " + prefix + " blackhole;\n")
                .collect(Collectors.joining());
    }

    /** The filter that a speaker's own routes pass before they are in its table. */
    static String ownRoutes(SpeakerSetup setup) {
        if (!setup.isHeavy()) {
            return "all";
        }
        return SpeakerSetup.heavyCommunities()
                .mapToObj(number -> "    bgp_large_community.add((1, 1, " + number + "));\n")
                .collect(Collectors.joining("", "filter {\n", "    accept;\n  }"));
    }

    static String exports(BgpSession session) {
        return session.exports().isEmpty()
                ? "where source ~ [ RTS_STATIC, RTS_BGP ]"
                : "where net ~ [ " + String.join(", ", session.exports()) + " ]";
    }

    static String options(SpeakerSetup setup, BgpSession session) {
        Map<SessionOption, String> words = new EnumMap<>(SessionOption.class);
        words.put(SessionOption.PASSIVE, "passive on");
        words.put(SessionOption.MD5, "password \"" + session.password() + "\"");
        words.put(SessionOption.WRONG_KEY, "password \"" + session.password() + "\"");
        words.put(SessionOption.GTSM, "ttl security on");
        words.put(SessionOption.MULTIHOP, "multihop " + BgpSession.HOPS);
        words.put(SessionOption.GRACEFUL_RESTART, "graceful restart on");
        words.put(
                SessionOption.LONG_LIVED,
                "graceful restart on;\n  graceful restart time 1;\n  long lived graceful restart on;\n"
                        + "  long lived stale time " + BgpSession.LONG_TIME);
        words.put(SessionOption.PROVIDER, "local role provider");
        words.put(SessionOption.CUSTOMER, "local role customer");
        words.put(SessionOption.EXTENDED_MESSAGES, "enable extended messages on");
        words.put(SessionOption.CLIENT, "rr client;\n  rr cluster id " + setup.routerId());
        words.keySet().retainAll(session.options());
        if (!session.has(SessionOption.MULTIHOP)) {
            words.put(SessionOption.MULTIHOP, "direct");
        }
        return words.values().stream().map(word -> "  " + word + ";\n").collect(Collectors.joining());
    }
}
