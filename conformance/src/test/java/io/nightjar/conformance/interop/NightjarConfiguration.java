package io.nightjar.conformance.interop;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A speaker's setup as Nightjar's static file. */
final class NightjarConfiguration {

    private NightjarConfiguration() {}

    static String of(SpeakerSetup setup) {
        return """
                as: %d
                router-id: %s
                originate: [%s]
                kernel:
                  enabled: true
                neighbors:
                %s""".formatted(
                setup.as(),
                setup.routerId(),
                setup.originated().stream().map(prefix -> '"' + prefix + '"').collect(Collectors.joining(", ")),
                setup.sessions().stream().map(NightjarConfiguration::neighbor).collect(Collectors.joining()));
    }

    private static String neighbor(BgpSession session) {
        return """
                  - name: %s
                    address: "%s"
                    local-address: "%s"
                    as: %d
                    import: all
                    export: %s
                    timers: {connect-delay: 1, error-wait-min: 1}
                %s""".formatted(
                        session.name(),
                        session.otherAddress(),
                        session.ownAddress(),
                        session.otherAs(),
                        exports(session),
                        options(session));
    }

    private static String exports(BgpSession session) {
        return session.exports().isEmpty()
                ? "all"
                : session.exports().stream()
                        .map(prefix -> "{accept: \"" + prefix + "\"}")
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String options(BgpSession session) {
        Map<SessionOption, String> words = new EnumMap<>(SessionOption.class);
        words.put(SessionOption.PASSIVE, "passive: true");
        words.put(SessionOption.MD5, "password: " + session.password());
        words.put(SessionOption.WRONG_KEY, "password: " + session.password());
        words.put(SessionOption.GTSM, "ttl-security: true");
        words.put(SessionOption.MULTIHOP, "multihop: " + BgpSession.HOPS);
        words.put(SessionOption.ADD_PATH, "add-path: {send: true, receive: true}");
        words.put(SessionOption.GRACEFUL_RESTART, "graceful-restart: on");
        words.put(SessionOption.EXTENDED_MESSAGES, "extended-messages: true");
        words.put(SessionOption.EXTENDED_NEXT_HOP, "families: [ipv4]\n    extended-next-hop: true");
        words.put(SessionOption.LONG_LIVED, "long-lived-stale-time: " + BgpSession.LONG_TIME);
        words.put(SessionOption.PROVIDER, "role: provider");
        words.put(SessionOption.CUSTOMER, "role: customer");
        words.put(SessionOption.CLIENT, "route-reflector-client: true");
        words.keySet().retainAll(session.options());
        return words.values().stream().map(word -> "    " + word + "\n").collect(Collectors.joining());
    }
}
