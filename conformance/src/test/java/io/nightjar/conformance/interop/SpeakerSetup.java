package io.nightjar.conformance.interop;

import java.util.List;

/**
 * A speaker's configuration in nobody's language. Its address is its BGP identifier and its cluster.
 *
 * @param station where it stands
 * @param as its autonomous system
 * @param originated the prefixes that start there
 * @param sessions with whom it talks
 */
record SpeakerSetup(Station station, long as, List<String> originated, List<BgpSession> sessions) {

    SpeakerSetup {
        originated = List.copyOf(originated);
        sessions = List.copyOf(sessions);
    }

    /** Whether its routes are IPv6. */
    boolean overIpv6() {
        return sessions.stream().anyMatch(BgpSession::overIpv6);
    }

    /** The session of that name. */
    BgpSession session(String name) {
        return sessions.stream()
                .filter(session -> session.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no session " + name));
    }

    String routerId() {
        return station.address();
    }

    /** The same with other prefixes of its own. */
    SpeakerSetup originating(List<String> prefixes) {
        return new SpeakerSetup(station, as, prefixes, sessions);
    }
}
