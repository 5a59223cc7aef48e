package io.nightjar.conformance.interop;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A speaker's setup in the words of OpenBGPD; its sessions wait for an operator to start them. */
final class OpenBgpdConfiguration {

    private OpenBgpdConfiguration() {}

    static String of(SpeakerSetup setup, Path control) {
        BgpSession any = setup.sessions().get(0);
        return """
                AS %d
                router-id %s
                fib-update no
                socket "%s"
                listen on %s
                %s%sallow from any
                allow to any
                """.formatted(
                        setup.as(),
                        setup.routerId(),
                        control,
                        any.ownAddress(),
                        setup.originated().stream()
                                .map(prefix -> "network " + prefix + "\n")
                                .collect(Collectors.joining()),
                        setup.sessions().stream()
                                .map(session -> neighbor(setup, session))
                                .collect(Collectors.joining()));
    }

    private static String neighbor(SpeakerSetup setup, BgpSession session) {
        Map<SessionOption, String> words = new EnumMap<>(SessionOption.class);
        words.put(SessionOption.PASSIVE, "passive");
        words.put(SessionOption.MD5, "tcp md5sig password " + session.password());
        words.put(SessionOption.WRONG_KEY, "tcp md5sig password " + session.password());
        words.put(SessionOption.GTSM, "ttl-security yes");
        words.put(SessionOption.MULTIHOP, "multihop " + BgpSession.HOPS);
        words.put(SessionOption.ADD_PATH, "announce add-path recv yes\n  announce add-path send all");
        words.put(SessionOption.PROVIDER, "announce policy provider");
        words.put(SessionOption.CUSTOMER, "announce policy customer");
        words.put(SessionOption.CLIENT, "route-reflector " + setup.routerId());
        words.keySet().retainAll(session.options());
        return """
                neighbor %s {
                  descr "%s"
                  remote-as %d
                  local-address %s
                  announce restart %s
                  announce enhanced refresh yes
                  down
                %s}
                """.formatted(
                        session.otherAddress(),
                        session.name(),
                        session.otherAs(),
                        session.ownAddress(),
                        session.has(SessionOption.GRACEFUL_RESTART) ? "yes" : "no",
                        words.values().stream().map(word -> "  " + word + "\n").collect(Collectors.joining()));
    }
}
