package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.capability.AddPathCapability;
import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.EnhancedRouteRefreshCapability;
import io.nightjar.bgp.capability.ExtendedMessageCapability;
import io.nightjar.bgp.capability.ExtendedNextHopCapability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.capability.RoleCapability;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each capability beside the octets that its RFC draws. */
class CapabilityCodecsTest {

    private static final AddressFamily IPV4 = AddressFamily.IPV4_UNICAST;

    private static final AddressFamily IPV6 = AddressFamily.IPV6_UNICAST;

    private static void assertWire(Capability capability, String hex) throws BgpProtocolException {
        ByteBuf out = Unpooled.buffer();
        CapabilityCodecs.encode(Capabilities.of(capability), out);
        assertThat(Wire.octets(out)).isEqualTo(Octets.ofHex(hex.replace(" ", "")));
        List<Capability> decoded = new ArrayList<>();
        CapabilityCodecs.decode(out, decoded);
        assertThat(decoded).containsExactly(capability);
    }

    @Test
    void addPathNamesFamilyAndDirection() throws BgpProtocolException {
        AddPathCapability capability = AddPathCapability.of(Set.of(IPV4, IPV6), Set.of(IPV4));
        assertWire(capability, "4508 00010103 00020101");
        assertThat(capability.receive()).containsExactly(IPV4, IPV6);
        assertThat(capability.send()).containsExactly(IPV4);
    }

    @Test
    void anUnknownDirectionOfAddPathCountsAsNotThere() {
        AddPathCapability odd = new AddPathCapability(
                List.of(new AddPathCapability.Entry(IPV4, 0), new AddPathCapability.Entry(IPV6, 4)));
        assertThat(odd.receive()).isEmpty();
        assertThat(odd.send()).isEmpty();
    }

    @Test
    void gracefulRestartHasFlagsAndTimeInTwoOctets() throws BgpProtocolException {
        GracefulRestartCapability capability = new GracefulRestartCapability(
                true,
                true,
                120,
                List.of(
                        new GracefulRestartCapability.Family(IPV4, true),
                        new GracefulRestartCapability.Family(IPV6, false)));
        assertWire(capability, "400a c078 00010180 00020100");
        assertThat(capability.covers(IPV4) && capability.covers(IPV6)).isTrue();
        assertThat(capability.preserved(IPV4)).isTrue();
        assertThat(capability.preserved(IPV6)).isFalse();
        assertWire(new GracefulRestartCapability(false, false, 4095, List.of()), "4002 0fff");
    }

    @Test
    void longLivedGracefulRestartHasATimeForEachFamily() throws BgpProtocolException {
        LongLivedGracefulRestartCapability capability = new LongLivedGracefulRestartCapability(List.of(
                new LongLivedGracefulRestartCapability.Family(IPV4, true, 86400),
                new LongLivedGracefulRestartCapability.Family(IPV6, false, 0xffffff)));
        assertWire(capability, "470e 00010180 015180 00020100 ffffff");
        assertThat(capability.staleSeconds(IPV4)).isEqualTo(86400);
        assertThat(capability.preserved(IPV4)).isTrue();
        assertThat(capability.preserved(IPV6)).isFalse();
        assertThat(new LongLivedGracefulRestartCapability(List.of()).staleSeconds(IPV4))
                .isZero();
    }

    @Test
    void capabilitiesWithoutAValueAreTwoOctets() throws BgpProtocolException {
        assertWire(new ExtendedMessageCapability(), "0600");
        assertWire(new EnhancedRouteRefreshCapability(), "4600");
    }

    @Test
    void extendedNextHopHasASafiOfTwoOctets() throws BgpProtocolException {
        ExtendedNextHopCapability capability =
                new ExtendedNextHopCapability(List.of(new ExtendedNextHopCapability.Entry(IPV4, Afi.IPV6)));
        assertWire(capability, "0506 0001 0001 0002");
        assertThat(capability.allows(IPV4, Afi.IPV6)).isTrue();
        assertThat(capability.allows(IPV4, Afi.IPV4)).isFalse();
        List<Capability> impossible = new ArrayList<>();
        CapabilityCodecs.decode(
                Unpooled.wrappedBuffer(Octets.ofHex("0506000101000002").toBytes()), impossible);
        assertThat(impossible).containsExactly(new ExtendedNextHopCapability(List.of()));
    }

    @Test
    void aRoleIsOneOctet() throws BgpProtocolException {
        assertWire(RoleCapability.of(BgpRole.CUSTOMER), "0901 03");
        assertWire(new RoleCapability(200), "0901 c8");
        for (BgpRole role : BgpRole.values()) {
            assertThat(BgpRole.ofCode(role.code())).contains(role);
            assertThat(role.counterpart().counterpart()).isEqualTo(role);
        }
        assertThat(BgpRole.ofCode(5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4503000101",
                "4001ff",
                "40050078000101",
                "4706000101000000",
                "060100",
                "460100",
                "05050001000100",
                "0900",
                "09020000",
                "020100",
                "4103000001",
                "0103000100"
            })
    void aLengthThatCannotBeIsAnOpenError(String hex) {
        ByteBuf in = Unpooled.wrappedBuffer(Octets.ofHex(hex).toBytes());
        assertThatThrownBy(() -> CapabilityCodecs.decode(in, new ArrayList<>()))
                .isInstanceOfSatisfying(BgpProtocolException.class, refused -> {
                    assertThat(refused.notification().code().value()).isEqualTo(2);
                    assertThat(refused.notification().subcode()).isZero();
                });
    }
}
