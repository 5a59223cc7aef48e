package io.nightjar.conformance.interop;

import java.util.stream.Collectors;

/** A speaker's setup in the words of GoBGP; what it originates is said by its client, and then its sessions are started. */
final class GoBgpConfiguration {

    private GoBgpConfiguration() {}

    static String of(SpeakerSetup setup) {
        return """
                [global.config]
                  as = %d
                  router-id = "%s"
                %s""".formatted(
                        setup.as(),
                        setup.routerId(),
                        setup.sessions().stream()
                                .map(session -> neighbor(setup, session))
                                .collect(Collectors.joining()));
    }

    private static String neighbor(SpeakerSetup setup, BgpSession session) {
        return """
                [[neighbors]]
                  [neighbors.config]
                    neighbor-address = "%s"
                    peer-as = %d
                    auth-password = "%s"
                    admin-down = true
                  [neighbors.transport.config]
                    local-address = "%s"
                    passive-mode = %s
                  [neighbors.timers.config]
                    connect-retry = 1
                    idle-hold-time-after-reset = 1
                %s  [[neighbors.afi-safis]]
                    [neighbors.afi-safis.config]
                      afi-safi-name = "%s-unicast"
                    [neighbors.afi-safis.mp-graceful-restart.config]
                      enabled = %s
                %s""".formatted(
                        session.otherAddress(),
                        session.otherAs(),
                        session.password(),
                        session.ownAddress(),
                        session.has(SessionOption.PASSIVE),
                        options(setup, session),
                        session.carriesIpv6() ? "ipv6" : "ipv4",
                        session.has(SessionOption.GRACEFUL_RESTART) || session.has(SessionOption.LONG_LIVED),
                        (session.has(SessionOption.ADD_PATH) ? ADD_PATHS : "")
                                + (session.has(SessionOption.LONG_LIVED) ? LONG_LIVED : ""));
    }

    private static final String LONG_LIVED = """
                [neighbors.afi-safis.long-lived-graceful-restart.config]
                  enabled = true
                  restart-time = %d
            """.formatted(BgpSession.LONG_TIME);

    private static final String ADD_PATHS = """
                [neighbors.afi-safis.add-paths.config]
                  receive = true
                  send-max = 8
            """;

    private static String options(SpeakerSetup setup, BgpSession session) {
        StringBuilder text = new StringBuilder();
        if (session.has(SessionOption.GTSM)) {
            text.append("  [neighbors.ttl-security.config]\n    enabled = true\n    ttl-min = 255\n");
        }
        if (session.has(SessionOption.MULTIHOP)) {
            text.append("  [neighbors.ebgp-multihop.config]\n    enabled = true\n    multihop-ttl = ")
                    .append(BgpSession.HOPS)
                    .append('\n');
        }
        if (session.has(SessionOption.GRACEFUL_RESTART)) {
            text.append("  [neighbors.graceful-restart.config]\n    enabled = true\n    restart-time = 60\n");
        }
        if (session.has(SessionOption.LONG_LIVED)) {
            text.append("  [neighbors.graceful-restart.config]\n    enabled = true\n    restart-time = 1\n")
                    .append("    long-lived-enabled = true\n");
        }
        if (session.has(SessionOption.CLIENT)) {
            text.append("  [neighbors.route-reflector.config]\n    route-reflector-client = true\n")
                    .append("    route-reflector-cluster-id = \"")
                    .append(setup.routerId())
                    .append("\"\n");
        }
        return text.toString();
    }
}
