package io.nightjar.conformance.interop;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A speaker's setup in the words of FRR. */
final class FrrConfiguration {

    private FrrConfiguration() {}

    static String of(SpeakerSetup setup) {
        return """
                hostname frr
                log stdout debugging
                debug bgp neighbor-events
                router bgp %1$d
                 bgp router-id %2$s
                 bgp cluster-id %2$s
                 no bgp ebgp-requires-policy
                 no bgp network import-check
                 no bgp default ipv4-unicast
                %3$s%4$s address-family %5$s unicast
                %6$s%7$s exit-address-family
                %8$s""".formatted(
                setup.as(),
                setup.routerId(),
                restart(setup),
                setup.sessions().stream().map(FrrConfiguration::neighbor).collect(Collectors.joining()),
                setup.overIpv6() ? "ipv6" : "ipv4",
                setup.originated().stream()
                        .map(prefix -> "  network " + prefix + (setup.isHeavy() ? " route-map heavy\n" : "\n"))
                        .collect(Collectors.joining()),
                setup.sessions().stream().map(FrrConfiguration::family).collect(Collectors.joining()),
                setup.isHeavy() ? heavyRouteMap() : "");
    }

    private static String restart(SpeakerSetup setup) {
        String longLived = setup.anyHas(SessionOption.LONG_LIVED)
                ? " bgp graceful-restart restart-time 1\n bgp long-lived-graceful-restart stale-time "
                        + BgpSession.LONG_TIME + "\n"
                : "";
        return setup.anyHas(SessionOption.GRACEFUL_RESTART) || setup.anyHas(SessionOption.LONG_LIVED)
                ? " bgp graceful-restart\n bgp graceful-restart preserve-fw-state\n" + longLived
                : "";
    }

    private static String neighbor(BgpSession session) {
        Map<SessionOption, String> words = new EnumMap<>(SessionOption.class);
        words.put(SessionOption.PASSIVE, "passive");
        words.put(SessionOption.MD5, "password " + session.password());
        words.put(SessionOption.WRONG_KEY, "password " + session.password());
        words.put(SessionOption.GTSM, "ttl-security hops 1");
        words.put(SessionOption.EXTENDED_NEXT_HOP, "capability extended-nexthop");
        words.put(SessionOption.PROVIDER, "local-role provider");
        words.put(SessionOption.CUSTOMER, "local-role customer");
        words.put(SessionOption.MULTIHOP, "ebgp-multihop " + BgpSession.HOPS);
        words.keySet().retainAll(session.options());
        String options = words.values().stream()
                .map(word -> " neighbor " + session.otherAddress() + " " + word + "\n")
                .collect(Collectors.joining());
        return """
                 neighbor %1$s remote-as %2$d
                 neighbor %1$s update-source %3$s
                 neighbor %1$s timers connect 1
                 neighbor %1$s advertisement-interval 0
                """.formatted(session.otherAddress(), session.otherAs(), session.ownAddress())
                        .indent(1)
                + options;
    }

    private static String family(BgpSession session) {
        String neighbor = "  neighbor " + session.otherAddress();
        return neighbor
                + " activate\n"
                + (session.has(SessionOption.ADD_PATH) ? neighbor + " addpath-tx-all-paths\n" : "")
                + (session.has(SessionOption.CLIENT) ? neighbor + " route-reflector-client\n" : "");
    }

    /** A line of FRR may not have more than 256 words. */
    private static String heavyRouteMap() {
        int half = SpeakerSetup.HEAVY / 2;
        return "route-map heavy permit 10\n on-match next\n set large-community"
                + communities(1, half)
                + "\nroute-map heavy permit 20\n set large-community"
                + communities(half + 1, SpeakerSetup.HEAVY)
                + " additive\n";
    }

    private static String communities(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> " 1:1:" + number)
                .collect(Collectors.joining());
    }
}
