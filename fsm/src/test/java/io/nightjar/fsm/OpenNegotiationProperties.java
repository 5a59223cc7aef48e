package io.nightjar.fsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.error.OpenSubcode;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.bgp.peer.RoleSettings;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Two speakers, configured in any way, whose OPENs cross the wire. */
class OpenNegotiationProperties {

    private static final AddressFamily IPV4 = AddressFamily.IPV4_UNICAST;
    private static final Set<AddressFamily> BOTH = Set.of(IPV4, AddressFamily.IPV6_UNICAST);

    /** What one side comes to, when it hears the other's OPEN. */
    private record Outcome(
            PeerConfig config,
            @Nullable NegotiatedSession session,
            @Nullable NotificationMessage refusal) {

        static Outcome of(PeerConfig config, PeerConfig other) {
            try {
                OpenMessage heard = overTheWire(OpenNegotiation.ourOpen(other, RestartState.NONE));
                return new Outcome(config, OpenNegotiation.negotiate(config, heard, TestPeers.LOCAL_ADDRESS), null);
            } catch (BgpProtocolException refused) {
                return new Outcome(config, null, refused.notification());
            }
        }

        private static OpenMessage overTheWire(OpenMessage open) throws BgpProtocolException {
            CodecContext before = CodecContext.standard(PeerType.EXTERNAL, false, BOTH);
            MessageCodec codec = new MessageCodec();
            byte[] octets = codec.encode(open, before);
            return (OpenMessage)
                    codec.decode(Unpooled.wrappedBuffer(octets), before).message();
        }

        boolean agreed() {
            return session != null;
        }

        Optional<Integer> subcode() {
            return Optional.ofNullable(refusal).map(NotificationMessage::subcode);
        }
    }

    @Property(tries = 1500)
    void bothSidesComeToTheSame(@ForAll("pairs") Pair pair) {
        Outcome left = Outcome.of(pair.left(), pair.right());
        Outcome right = Outcome.of(pair.right(), pair.left());
        if (!left.agreed() || !right.agreed()) {
            return;
        }
        CodecContext one = left.session().codec();
        CodecContext other = right.session().codec();
        assertThat(one.families()).isEqualTo(other.families());
        assertThat(one.peerType()).isEqualTo(other.peerType());
        assertThat(one.fourOctetAs()).isTrue();
        assertThat(other.fourOctetAs()).isTrue();
        assertThat(one.addPathReceive()).isEqualTo(other.addPathSend());
        assertThat(one.addPathSend()).isEqualTo(other.addPathReceive());
        assertThat(one.maxMessageLength()).isEqualTo(other.maxMessageLength());
        if (one.families().contains(IPV4)) {
            assertThat(one.extendedNextHop()).isEqualTo(other.extendedNextHop());
        }
        assertThat(left.session().times().holdSeconds())
                .isEqualTo(right.session().times().holdSeconds());
        assertThat(left.session().features().gracefulRestart() == null)
                .isEqualTo(right.session().features().gracefulRestart() == null);
        assertThat(left.session().features().longLived() == null)
                .isEqualTo(right.session().features().longLived() == null);
    }

    @Property(tries = 1500)
    void whatIsAgreedIsTheIntersection(@ForAll("pairs") Pair pair) {
        Outcome outcome = Outcome.of(pair.left(), pair.right());
        if (!outcome.agreed()) {
            return;
        }
        PeerFeatures ours = pair.left().features();
        PeerFeatures theirs = pair.right().features();
        CodecContext codec = outcome.session().codec();
        Set<AddressFamily> common = common(pair.left().families(), pair.right().families());
        assertThat(codec.families()).isEqualTo(common);
        assertThat(codec.addPathReceive())
                .isEqualTo(common(common, common(ours.addPathReceive(), theirs.addPathSend())));
        assertThat(codec.addPathSend()).isEqualTo(common(common, common(ours.addPathSend(), theirs.addPathReceive())));
        assertThat(codec.maxMessageLength())
                .isEqualTo(ours.extendedMessages() && theirs.extendedMessages() ? 65535 : 4096);
        assertThat(codec.extendedNextHop() && common.contains(IPV4))
                .isEqualTo(ours.extendedNextHop() && theirs.extendedNextHop() && common.contains(IPV4));
        int hold = Math.min(
                pair.left().timers().holdSeconds(), pair.right().timers().holdSeconds());
        NegotiatedSession.Times times = outcome.session().times();
        assertThat(times.holdSeconds()).isEqualTo(hold);
        assertThat(times.keepaliveSeconds()).isBetween(hold == 0 ? 0 : 1, hold / 3);
    }

    /** RFC 4271 §6.2, RFC 6286 §2.2, RFC 5492 §5, RFC 9234 §4.2: refused exactly when there is a reason. */
    @Property(tries = 1500)
    void refusalsHaveTheirReasons(@ForAll("pairs") Pair pair) {
        Outcome outcome = Outcome.of(pair.left(), pair.right());
        Optional<Integer> expected = expectedRefusal(pair.left(), pair.right());
        assertThat(outcome.subcode()).isEqualTo(expected);
        if (outcome.refusal() != null) {
            assertThat(outcome.refusal().code()).isEqualTo(NotificationCode.OPEN_MESSAGE_ERROR);
        }
    }

    private static Optional<Integer> expectedRefusal(PeerConfig ours, PeerConfig theirs) {
        if (!theirs.local().asNumber().equals(ours.remote().asNumber())) {
            return Optional.of(OpenSubcode.BAD_PEER_AS);
        }
        boolean internal = ours.type() == PeerType.INTERNAL;
        if (internal && theirs.local().identifier().equals(ours.local().identifier())) {
            return Optional.of(OpenSubcode.BAD_BGP_IDENTIFIER);
        }
        RoleSettings role = ours.features().role();
        boolean namesRole = theirs.features().role() != null && theirs.type() == PeerType.EXTERNAL;
        if (role != null && !internal) {
            boolean fits =
                    namesRole ? theirs.features().role().role() == role.role().counterpart() : !role.strict();
            if (!fits) {
                return Optional.of(OpenSubcode.ROLE_MISMATCH);
            }
        }
        return common(ours.families(), theirs.families()).isEmpty()
                ? Optional.of(OpenSubcode.UNSUPPORTED_CAPABILITY)
                : Optional.empty();
    }

    private static Set<AddressFamily> common(Set<AddressFamily> one, Set<AddressFamily> other) {
        Set<AddressFamily> common = new HashSet<>(one);
        common.retainAll(other);
        return common;
    }

    /** Two ends of one session, as their operators have it. */
    record Pair(PeerConfig left, PeerConfig right) {}

    @Provide
    Arbitrary<Pair> pairs() {
        Arbitrary<AsNumber> numbers =
                Arbitraries.of(64512L, 64513L, 4_200_000_000L).map(AsNumber::of);
        return Combinators.combine(
                        numbers,
                        numbers,
                        sides(),
                        sides(),
                        Arbitraries.integers().between(0, 9))
                .as((left, right, one, other, mistake) -> new Pair(
                        // Now and then somebody has written down the wrong AS.
                        config(left, mistake == 0 ? AsNumber.of(65000) : right, one), config(right, left, other)));
    }

    private static PeerConfig config(AsNumber local, AsNumber remote, Side side) {
        PeerConfig base = TestPeers.withAs(local, remote);
        PeerConfig.Local us = new PeerConfig.Local(base.local().address(), local, side.identifier());
        return new PeerConfig(
                base.id(),
                base.remote(),
                us,
                side.families(),
                false,
                side.timers(),
                side.features(),
                PeerTransport.DEFAULT);
    }

    /** What one side is free to choose. */
    record Side(BgpIdentifier identifier, Set<AddressFamily> families, PeerTimers timers, PeerFeatures features) {}

    private static Arbitrary<Side> sides() {
        Arbitrary<BgpIdentifier> identifiers =
                Arbitraries.of("10.0.0.1", "10.0.0.2", "200.0.0.1").map(BgpIdentifier::parse);
        Arbitrary<PeerTimers> timers = Combinators.combine(
                        Arbitraries.of(0, 3, 4, 9, 90, 240, 65535), Arbitraries.of(0, 1, 60))
                .as((hold, keepalive) -> new PeerTimers(hold, keepalive, 2, 5, 5, 30));
        return Combinators.combine(identifiers, families().filter(families -> !families.isEmpty()), timers, features())
                .as(Side::new);
    }

    private static Arbitrary<Set<AddressFamily>> families() {
        return Arbitraries.of(BOTH).set();
    }

    private static Arbitrary<PeerFeatures> features() {
        Arbitrary<Boolean> coin = Arbitraries.of(true, false);
        Arbitrary<GracefulRestartSettings> restarts = Combinators.combine(
                        Arbitraries.of(Mode.class), Arbitraries.of(0, 3600))
                .as((mode, longLived) -> new GracefulRestartSettings(mode, 120, longLived));
        Arbitrary<RoleSettings> roles = Combinators.combine(Arbitraries.of(BgpRole.class), coin)
                .as(RoleSettings::new)
                .injectNull(0.6);
        return Combinators.combine(families(), families(), restarts, coin, coin, roles)
                .as(PeerFeatures::new);
    }
}
