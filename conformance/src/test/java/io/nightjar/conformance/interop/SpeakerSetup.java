package io.nightjar.conformance.interop;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A speaker's configuration in nobody's language. Its address is its BGP identifier and its cluster.
 *
 * @param station where it stands
 * @param as its autonomous system
 * @param originated the prefixes that start there
 * @param sessions with whom it talks
 */
record SpeakerSetup(Station station, long as, List<String> originated, List<BgpSession> sessions) {

    /** Twelve octets each (RFC 8092 §3). */
    static final int HEAVY = 360;

    SpeakerSetup {
        originated = List.copyOf(originated);
        sessions = List.copyOf(sessions);
    }

    /** Whether its routes carry so many communities that a message of 4096 octets is too small for one of them. */
    boolean isHeavy() {
        return sessions.stream().anyMatch(session -> session.has(SessionOption.EXTENDED_MESSAGES));
    }

    /** The numbers of those communities: each of them stands for the large community {@code 1:1:NUMBER}. */
    static IntStream heavyCommunities() {
        return IntStream.rangeClosed(1, HEAVY);
    }

    /** Whether its routes are IPv6. */
    boolean overIpv6() {
        return sessions.stream().anyMatch(BgpSession::carriesIpv6);
    }

    /** Whether any session is told so. */
    boolean anyHas(SessionOption option) {
        return sessions.stream().anyMatch(session -> session.has(option));
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
