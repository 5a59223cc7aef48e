package io.nightjar.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.capability.MultiprotocolCapability;
import io.nightjar.bgp.capability.UnknownCapability;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.error.CeaseSubcode;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.bgp.peer.PeerType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageValuesTest {

    private static final Nlri IPV6_ROUTE = Nlri.of(Prefix.parse("2001:db8::/32"));

    private static UpdateMessage update(PathAttribute... attributes) {
        return new UpdateMessage(List.of(), PathAttributes.of(attributes), List.of());
    }

    @Test
    void endOfRibMarkersNameTheirFamily() {
        for (AddressFamily family : List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST)) {
            assertThat(UpdateMessage.endOfRib(family).endOfRibFamily()).contains(family);
            assertThat(UpdateMessage.endOfRib(family).announces()).isFalse();
        }
    }

    @Test
    void updateWithAnythingElseIsNoMarker() {
        Nlri route = Nlri.of(Prefix.parse("10.0.0.0/8"));
        PathAttributes none = PathAttributes.EMPTY;
        MpUnreachNlri marker = new MpUnreachNlri(AddressFamily.IPV6_UNICAST, List.of());
        assertThat(new UpdateMessage(List.of(route), none, List.of()).endOfRibFamily())
                .isEmpty();
        assertThat(new UpdateMessage(List.of(), none, List.of(route)).endOfRibFamily())
                .isEmpty();
        assertThat(update(Origin.IGP).endOfRibFamily()).isEmpty();
        assertThat(update(Origin.IGP, marker).endOfRibFamily()).isEmpty();
        assertThat(update(new MpUnreachNlri(AddressFamily.IPV6_UNICAST, List.of(IPV6_ROUTE)))
                        .endOfRibFamily())
                .isEmpty();
    }

    @Test
    void routesOfAnyFamilyAreAnnounced() {
        IpAddress nextHop = IpAddress.parse("2001:db8::1");
        assertThat(update(new MpReachNlri(AddressFamily.IPV6_UNICAST, nextHop, null, List.of(IPV6_ROUTE)))
                        .announces())
                .isTrue();
        assertThat(update(new MpReachNlri(AddressFamily.IPV6_UNICAST, nextHop, null, List.of()))
                        .announces())
                .isFalse();
        assertThat(update(Origin.IGP).announces()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void messageTypesHaveTheirCodes(MessageType type) {
        assertThat(MessageType.ofCode(type.code())).contains(type);
        assertThat(MessageType.ofCode(type.code() + 5)).isEmpty();
    }

    @Test
    void messageTypeZeroDoesNotExist() {
        assertThat(MessageType.ofCode(0)).isEmpty();
    }

    @Test
    void pathIdentifiersShow() {
        assertThat(new Nlri(Prefix.parse("10.0.0.0/8"), 0)).hasToString("10.0.0.0/8 path 0");
        assertThat(Nlri.of(Prefix.parse("10.0.0.0/8"))).hasToString("10.0.0.0/8");
    }

    @Test
    void notificationIsShownByName() {
        assertThat(NotificationMessage.of(NotificationCode.CEASE, CeaseSubcode.ADMINISTRATIVE_SHUTDOWN))
                .hasToString("Cease/Administrative Shutdown (6/2)");
        assertThat(NotificationMessage.of(NotificationCode.HOLD_TIMER_EXPIRED, 0))
                .hasToString("Hold Timer Expired (4/0)");
        assertThat(NotificationMessage.of(NotificationCode.CEASE, 77)).hasToString("Cease/unknown (6/77)");
    }

    @Test
    void notificationFieldsAreOctets() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NotificationMessage(NotificationCode.CEASE, 256, Octets.EMPTY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NotificationMessage(NotificationCode.CEASE, -1, Octets.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> new NotificationCode(256));
        assertThatIllegalArgumentException().isThrownBy(() -> new NotificationCode(-1));
    }

    @Test
    void protocolExceptionCarriesItsNotification() {
        NotificationMessage notification = NotificationMessage.of(NotificationCode.CEASE, 2);
        BgpProtocolException thrown = new BgpProtocolException(notification, "because");
        assertThat(thrown)
                .hasMessage("Cease/Administrative Shutdown (6/2): because")
                .hasNoCause();
        assertThat(thrown.notification()).isSameAs(notification);
        assertThat(thrown.getStackTrace()).isEmpty();
    }

    @Test
    void capabilitiesAnswerWhatNegotiationAsks() {
        Capabilities capabilities = Capabilities.of(
                new MultiprotocolCapability(AddressFamily.IPV6_UNICAST),
                new FourOctetAsCapability(AsNumber.of(1)),
                new MultiprotocolCapability(AddressFamily.IPV4_UNICAST),
                new FourOctetAsCapability(AsNumber.of(2)));
        assertThat(capabilities.families()).containsExactly(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);
        assertThat(capabilities.fourOctetAs()).contains(AsNumber.of(2));
        assertThat(capabilities.contains(65)).isTrue();
        assertThat(Capabilities.NONE.fourOctetAs()).isEmpty();
        assertThat(Capabilities.NONE.contains(65)).isFalse();
    }

    @Test
    void unknownCapabilityFitsItsFields() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UnknownCapability(256, Octets.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> new UnknownCapability(-1, Octets.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> new UnknownCapability(1, Octets.of(new byte[256])));
    }

    @Test
    void peerIsInternalWithinTheAs() {
        PeerConfig.Local local = new PeerConfig.Local(null, AsNumber.of(1), BgpIdentifier.parse("10.0.0.1"));
        assertThat(peer(local, 1, Set.of(AddressFamily.IPV4_UNICAST)).type()).isEqualTo(PeerType.INTERNAL);
        assertThat(peer(local, 2, Set.of(AddressFamily.IPV4_UNICAST)).type()).isEqualTo(PeerType.EXTERNAL);
        assertThatIllegalArgumentException().isThrownBy(() -> peer(local, 1, Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new PeerId(""));
        assertThat(new PeerId("a")).isLessThan(new PeerId("b")).hasToString("a");
    }

    private static PeerConfig peer(PeerConfig.Local local, long asNumber, Set<AddressFamily> families) {
        PeerConfig.Remote remote = new PeerConfig.Remote(IpAddress.parse("10.0.0.2"), 179, AsNumber.of(asNumber));
        return new PeerConfig(new PeerId("peer"), remote, local, families, false, PeerTimers.CALICO);
    }

    @Test
    void timersHaveTheirRanges() {
        assertThat(new PeerTimers(0, 0, 1, 1, 1, 1).holdSeconds()).isZero();
        for (int hold : new int[] {-1, 1, 2, 65536}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new PeerTimers(hold, 0, 1, 1, 1, 1));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new PeerTimers(3, -1, 1, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PeerTimers(3, 0, 0, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PeerTimers(3, 0, 1, 0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PeerTimers(3, 0, 1, 1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PeerTimers(3, 0, 1, 1, 2, 1));
    }
}
