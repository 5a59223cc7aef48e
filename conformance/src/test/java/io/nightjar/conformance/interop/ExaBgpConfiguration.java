package io.nightjar.conformance.interop;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A speaker's setup in the words of ExaBGP. It writes what it hears into one file and does what another one says. */
final class ExaBgpConfiguration {

    private ExaBgpConfiguration() {}

    static String of(SpeakerSetup setup, Path told, Path commands) {
        return """
                process told {
                  run /bin/sh -c "cat >> %s";
                  encoder json;
                }
                process commands {
                  run /usr/bin/tail -n +1 -f %s;
                  encoder json;
                }
                %s""".formatted(
                        told,
                        commands,
                        setup.sessions().stream()
                                .map(session -> neighbor(setup, session))
                                .collect(Collectors.joining()));
    }

    private static String neighbor(SpeakerSetup setup, BgpSession session) {
        return """
                neighbor %1$s {
                  router-id %2$s;
                  local-address %3$s;
                  local-as %4$d;
                  peer-as %5$d;
                %6$s  family { %7$s }
                  capability {
                    route-refresh enable;
                    asn4 enable;
                %8$s  }
                %10$s  api {
                    processes [ told, commands ];
                    neighbor-changes;
                    receive { parsed; open; update; notification; refresh; }
                  }
                  static {
                %9$s  }
                }
                """.formatted(
                        session.otherAddress(),
                        setup.routerId(),
                        session.ownAddress(),
                        setup.as(),
                        session.otherAs(),
                        options(session),
                        families(session),
                        capabilities(session),
                        setup.originated().stream()
                                .map(prefix -> "    route " + prefix + " next-hop " + session.ownAddress()
                                        + attributes(setup) + ";\n")
                                .collect(Collectors.joining()),
                        session.has(SessionOption.EXTENDED_NEXT_HOP) ? "  nexthop { ipv4 unicast ipv6; }\n" : "");
    }

    /** A next hop of another family wants that family, too. */
    private static String families(BgpSession session) {
        if (session.has(SessionOption.EXTENDED_NEXT_HOP)) {
            return "ipv4 unicast; ipv6 unicast;";
        }
        return session.carriesIpv6() ? "ipv6 unicast;" : "ipv4 unicast;";
    }

    private static String attributes(SpeakerSetup setup) {
        if (!setup.isHeavy()) {
            return "";
        }
        return SpeakerSetup.heavyCommunities()
                .mapToObj(number -> "1:1:" + number)
                .collect(Collectors.joining(" ", " large-community [ ", " ]"));
    }

    private static String options(BgpSession session) {
        Map<SessionOption, String> words = new EnumMap<>(SessionOption.class);
        words.put(SessionOption.PASSIVE, "passive");
        words.put(SessionOption.MD5, "md5-password " + session.password());
        words.put(SessionOption.WRONG_KEY, "md5-password " + session.password());
        words.put(SessionOption.GTSM, "incoming-ttl 255;\n  outgoing-ttl 255");
        words.put(SessionOption.MULTIHOP, "outgoing-ttl " + BgpSession.HOPS);
        return lines(session, words);
    }

    private static String capabilities(BgpSession session) {
        Map<SessionOption, String> words = new EnumMap<>(SessionOption.class);
        words.put(SessionOption.ADD_PATH, "add-path send/receive");
        words.put(SessionOption.GRACEFUL_RESTART, "graceful-restart 60");
        words.put(SessionOption.EXTENDED_NEXT_HOP, "nexthop enable");
        words.put(SessionOption.EXTENDED_MESSAGES, "extended-message enable");
        return lines(session, words);
    }

    private static String lines(BgpSession session, Map<SessionOption, String> words) {
        words.keySet().retainAll(session.options());
        return words.values().stream().map(word -> "  " + word + ";\n").collect(Collectors.joining());
    }
}
