package io.nightjar.conformance.interop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which sessions are needed to look at a feature. Features of one scenario share one bed. */
enum InteropScenario {
    IBGP(AsNumbers.INTERNAL),
    IBGP_OVER_IPV6(AsNumbers.INTERNAL) {
        @Override
        boolean overIpv6() {
            return true;
        }
    },
    EBGP(AsNumbers.EXTERNAL),
    EBGP_OVER_IPV6(AsNumbers.EXTERNAL) {
        @Override
        boolean overIpv6() {
            return true;
        }
    },
    FOUR_OCTET_AS(AsNumbers.FOUR_OCTET),
    NIGHTJAR_DIALS(AsNumbers.EXTERNAL) {
        @Override
        Set<SessionOption> theirOptions() {
            return Set.of(SessionOption.PASSIVE);
        }
    },
    PEER_DIALS(AsNumbers.EXTERNAL) {
        @Override
        Set<SessionOption> ourOptions() {
            return Set.of(SessionOption.PASSIVE);
        }
    },
    MD5(AsNumbers.EXTERNAL),
    GTSM(AsNumbers.EXTERNAL),
    WRONG_KEY(AsNumbers.EXTERNAL) {
        @Override
        Set<SessionOption> ourOptions() {
            return Set.of(SessionOption.MD5);
        }
    },
    /** The peers send with a common TTL. */
    NO_GTSM_THERE(AsNumbers.EXTERNAL) {
        @Override
        Set<SessionOption> ourOptions() {
            return Set.of(SessionOption.GTSM);
        }
    },
    /** All addresses of sessions are beyond a router, which the witness's node is. */
    MULTIHOP(AsNumbers.EXTERNAL),
    GRACEFUL_RESTART(AsNumbers.EXTERNAL),
    LONG_LIVED(AsNumbers.EXTERNAL),
    EXTENDED_NEXT_HOP(AsNumbers.EXTERNAL) {
        @Override
        boolean overIpv6() {
            return true;
        }

        @Override
        String block(Station station) {
            return station.block();
        }
    },
    PEER_PROVIDES(AsNumbers.EXTERNAL) {
        @Override
        Set<SessionOption> ourOptions() {
            return Set.of(SessionOption.CUSTOMER);
        }

        @Override
        Set<SessionOption> theirOptions() {
            return Set.of(SessionOption.PROVIDER);
        }
    },
    BOTH_PROVIDE(AsNumbers.EXTERNAL) {
        @Override
        Set<SessionOption> ourOptions() {
            return Set.of(SessionOption.PROVIDER);
        }

        @Override
        Set<SessionOption> theirOptions() {
            return Set.of(SessionOption.PROVIDER);
        }
    },
    /** Two neighbors tell Nightjar a way to one block; each peer has a way to its own block from somebody else as well. */
    ADD_PATH(AsNumbers.EXTERNAL) {
        @Override
        List<BgpSession> nightjarsOtherSessions() {
            return List.of(
                    session("origin", Station.NIGHTJAR, Station.ORIGIN, Set.of(), List.of()),
                    session("witness", Station.NIGHTJAR, Station.WITNESS, Set.of(), List.of()));
        }

        @Override
        List<BgpSession> peersOtherSessions(Station peer) {
            return List.of(session("origin", peer, Station.ORIGIN, Set.of(), List.of()));
        }

        @Override
        List<SpeakerSetup> others() {
            List<BgpSession> sessions = new ArrayList<>();
            List<String> blocks = new ArrayList<>(List.of(Station.ORIGIN.block()));
            sessions.add(session("nightjar", Station.ORIGIN, Station.NIGHTJAR, Set.of(), blocks));
            for (PeerKind kind : PeerKind.values()) {
                String block = kind.station().block();
                blocks.add(block);
                sessions.add(session(kind.sessionName(), Station.ORIGIN, kind.station(), Set.of(), List.of(block)));
            }
            BgpSession toNightjar = session("nightjar", Station.WITNESS, Station.NIGHTJAR, Set.of(), List.of());
            return List.of(
                    setup(Station.ORIGIN, blocks, sessions),
                    setup(Station.WITNESS, List.of(Station.ORIGIN.block()), List.of(toNightjar)));
        }

        @Override
        List<String> exports() {
            return List.of(Station.ORIGIN.block());
        }
    },
    /** Everybody's routes are too big for a message of 4096 octets; a witness sees what Nightjar makes of them. */
    EXTENDED_MESSAGES(AsNumbers.EXTERNAL) {
        @Override
        List<BgpSession> nightjarsOtherSessions() {
            return List.of(session("witness", Station.NIGHTJAR, Station.WITNESS, ourOptions(), List.of()));
        }

        @Override
        List<SpeakerSetup> others() {
            BgpSession toNightjar = session("nightjar", Station.WITNESS, Station.NIGHTJAR, ourOptions(), List.of());
            return List.of(setup(Station.WITNESS, List.of(Station.WITNESS.block()), List.of(toNightjar)));
        }

        @Override
        List<String> exports() {
            return List.of(Station.WITNESS.block());
        }
    },
    /** The origin's routes reach the peers by way of Nightjar. */
    NIGHTJAR_REFLECTS(AsNumbers.INTERNAL) {
        @Override
        Set<SessionOption> ourOptions() {
            return Set.of(SessionOption.CLIENT);
        }

        @Override
        List<BgpSession> nightjarsOtherSessions() {
            return List.of(session("origin", Station.NIGHTJAR, Station.ORIGIN, ourOptions(), List.of()));
        }

        @Override
        List<SpeakerSetup> others() {
            BgpSession session = session("nightjar", Station.ORIGIN, Station.NIGHTJAR, Set.of(), List.of());
            return List.of(setup(Station.ORIGIN, List.of(Station.ORIGIN.block()), List.of(session)));
        }

        @Override
        List<String> exports() {
            return List.of();
        }
    },
    /** The origin's routes reach Nightjar by way of the peers, one route each, and a witness by way of Nightjar. */
    PEER_REFLECTS(AsNumbers.INTERNAL) {
        @Override
        Set<SessionOption> theirOptions() {
            return Set.of(SessionOption.CLIENT);
        }

        @Override
        List<BgpSession> nightjarsOtherSessions() {
            return List.of(
                    session("witness", Station.NIGHTJAR, Station.WITNESS, Set.of(SessionOption.CLIENT), List.of()));
        }

        @Override
        List<BgpSession> peersOtherSessions(Station peer) {
            return List.of(session("origin", peer, Station.ORIGIN, Set.of(SessionOption.CLIENT), List.of()));
        }

        @Override
        List<SpeakerSetup> others() {
            List<BgpSession> sessions = new ArrayList<>();
            List<String> blocks = new ArrayList<>();
            for (PeerKind kind : PeerKind.values()) {
                String block = Station.ORIGIN.blockFor(kind.station());
                blocks.add(block);
                sessions.add(session(kind.sessionName(), Station.ORIGIN, kind.station(), Set.of(), List.of(block)));
            }
            BgpSession toNightjar = session("nightjar", Station.WITNESS, Station.NIGHTJAR, Set.of(), List.of());
            return List.of(
                    setup(Station.ORIGIN, blocks, sessions),
                    setup(Station.WITNESS, List.of(Station.WITNESS.block()), List.of(toNightjar)));
        }
    };

    private final AsNumbers numbers;

    InteropScenario(AsNumbers numbers) {
        this.numbers = numbers;
    }

    /** Nightjar's side. */
    SpeakerSetup nightjar() {
        List<BgpSession> sessions = new ArrayList<>();
        for (PeerKind kind : PeerKind.values()) {
            sessions.add(session(kind.sessionName(), Station.NIGHTJAR, kind.station(), ourOptions(), exports()));
        }
        sessions.addAll(nightjarsOtherSessions());
        return setup(Station.NIGHTJAR, List.of(block(Station.NIGHTJAR)), sessions);
    }

    /** A peer's side. */
    SpeakerSetup peer(Station peer) {
        List<BgpSession> sessions = new ArrayList<>();
        sessions.add(session("nightjar", peer, Station.NIGHTJAR, theirOptions(), List.of()));
        sessions.addAll(peersOtherSessions(peer));
        return setup(peer, List.of(block(peer)), sessions);
    }

    /** Speakers beside Nightjar and its peers. */
    List<SpeakerSetup> others() {
        return List.of();
    }

    /** The block that a station announces. */
    String block(Station station) {
        return overIpv6() ? station.block6() : station.block();
    }

    long as(Station station) {
        return numbers.of(station);
    }

    boolean overIpv6() {
        return false;
    }

    /** What Nightjar is told about its sessions with the peers. */
    Set<SessionOption> ourOptions() {
        return optionsOfBoth();
    }

    /** What the peers are told about their session with Nightjar. */
    Set<SessionOption> theirOptions() {
        return optionsOfBoth();
    }

    /** The option that the scenario is named after, if there is one. */
    private Set<SessionOption> optionsOfBoth() {
        return Arrays.stream(SessionOption.values())
                .filter(option -> option.name().equals(name()))
                .collect(Collectors.toSet());
    }

    /** What Nightjar tells the peers; everything if empty. */
    List<String> exports() {
        return List.of(block(Station.NIGHTJAR));
    }

    List<BgpSession> nightjarsOtherSessions() {
        return List.of();
    }

    List<BgpSession> peersOtherSessions(Station peer) {
        return List.of();
    }

    final BgpSession session(
            String name, Station own, Station other, Set<SessionOption> options, List<String> exports) {
        return new BgpSession(name, own, other, numbers.of(other), overIpv6(), options, exports);
    }

    final SpeakerSetup setup(Station station, List<String> originated, List<BgpSession> sessions) {
        return new SpeakerSetup(station, numbers.of(station), originated, sessions);
    }
}
