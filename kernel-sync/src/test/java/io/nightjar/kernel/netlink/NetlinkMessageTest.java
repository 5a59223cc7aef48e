package io.nightjar.kernel.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelEvent;
import io.nightjar.kernel.KernelLink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NetlinkMessageTest {

    private static final int IFF_UP = 1;

    private static ByteBuffer written(Consumer<NetlinkWriter> writing) {
        ByteBuffer out = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());
        writing.accept(new NetlinkWriter(out));
        return out.flip();
    }

    private static ByteBuffer body(Consumer<NetlinkWriter> writing) {
        return written(writing).slice().order(ByteOrder.nativeOrder());
    }

    private static void text(NetlinkWriter out, int type, String text) {
        int start = out.beginNested();
        out.int16(type);
        text.chars().forEach(out::octet);
        out.octet(0).endNested(start);
    }

    private static ByteBuffer link(int family, int index, int flags, String name) {
        return body(out -> {
            out.octet(family).octet(0).int16(1).int32(index).int32(flags).int32(0);
            text(out, 3, name);
        });
    }

    @Test
    void aLinkHasIndexNameAndState() {
        assertThat(LinkMessageCodec.decode(link(0, 3, IFF_UP, "enp0s8"))).isEqualTo(new KernelLink(3, "enp0s8", true));
        assertThat(LinkMessageCodec.decode(link(0, 3, 0, "enp0s8"))).isEqualTo(new KernelLink(3, "enp0s8", false));
    }

    @Test
    void whatBridgesSayAboutLinksIsNotALink() {
        assertThat(LinkMessageCodec.decode(link(7, 3, IFF_UP, "enp0s8"))).isNull();
        assertThat(LinkMessageCodec.decode(link(0, 0, IFF_UP, "enp0s8"))).isNull();
        assertThat(LinkMessageCodec.decode(body(out -> out.int32(0)))).isNull();
    }

    private static KernelAddress address(int length, int flags, Consumer<NetlinkWriter> attributes) {
        return AddressMessageCodec.decode(body(out -> {
            out.octet(2).octet(length).octet(flags).octet(0).int32(3);
            attributes.accept(out);
        }));
    }

    @Test
    void anAddressConnectsItsSubnetOrTheOtherEnd() {
        IpAddress local = IpAddress.parse("10.0.0.1");
        IpAddress remote = IpAddress.parse("10.0.0.2");
        assertThat(address(24, 0, out -> out.attribute(1, local).attribute(2, local)))
                .isEqualTo(new KernelAddress(3, local, Prefix.parse("10.0.0.0/24")));
        assertThat(address(32, 0, out -> out.attribute(1, remote).attribute(2, local)))
                .isEqualTo(new KernelAddress(3, local, Prefix.parse("10.0.0.2/32")));
        assertThat(address(24, 0, out -> out.attribute(1, local)))
                .isEqualTo(address(24, 0, out -> out.attribute(2, local)));
    }

    @Test
    void anAddressThatCannotBeUsedIsNone() {
        IpAddress local = IpAddress.parse("10.0.0.1");
        assertThat(address(24, 0x40, out -> out.attribute(1, local)))
                .as("tentative")
                .isNull();
        assertThat(address(24, 0, out -> out.attribute(1, local).attribute(8, 0x08)))
                .as("duplicate")
                .isNull();
        assertThat(address(33, 0, out -> out.attribute(1, local))).as("length").isNull();
        assertThat(address(24, 0, out -> {})).as("nothing").isNull();
        assertThat(AddressMessageCodec.decode(body(out -> out.int32(0))))
                .as("short")
                .isNull();
    }

    @Test
    void dumpsOfLinksAndAddressesHaveTheLengthsTheKernelChecks() {
        assertThat(written(out -> LinkMessageCodec.writeDump(out, 1)).limit()).isEqualTo(40);
        assertThat(written(out -> AddressMessageCodec.writeDump(out, 1, Afi.IPV4, 3))
                        .limit())
                .isEqualTo(24);
    }

    @Test
    void aDatagramIsReadUpToTheFirstImpossibleLengthAndTheRestCountsAsLost() {
        ByteBuffer two = written(out -> {
            out.begin(20, 0, 1).octet(1).end();
            out.octet(0).int16(0);
            out.begin(21, 5, 2).end();
            out.int32(9999).int32(0).int32(0).int32(0);
        });
        List<NetlinkMessage> messages = NetlinkMessage.parse(two);
        assertThat(messages).extracting(NetlinkMessage::type).containsExactly(20, 21, NetlinkMessage.OVERRUN);
        assertThat(messages.get(0).body().limit()).isEqualTo(1);
        assertThat(messages.get(1).flags()).isEqualTo(5);
        assertThat(messages.get(1).sequence()).isEqualTo(2);
    }

    @Test
    void theKernelsExplanationIsFoundBehindTheRequestOrItsHeader() {
        Consumer<NetlinkWriter> capped = out -> {
            out.int32(-101).int32(60).int32(0).int32(0).int32(0);
            text(out, 1, "Nexthop has invalid gateway");
        };
        NetlinkMessage error = new NetlinkMessage(NetlinkMessage.ERROR, 0x300, 1, 0, body(capped));
        assertThat(error.errorNumber()).isEqualTo(101);
        assertThat(NetlinkRequests.text(error)).isEqualTo("Nexthop has invalid gateway");
        NetlinkMessage whole = new NetlinkMessage(NetlinkMessage.ERROR, 0x200, 1, 0, body(out -> {
            out.int32(-22).int32(20).int32(0).int32(0).int32(0).int32(7);
            text(out, 1, "no");
        }));
        assertThat(NetlinkRequests.text(whole)).isEqualTo("no");
        assertThat(NetlinkRequests.text(new NetlinkMessage(NetlinkMessage.ERROR, 0, 1, 0, body(capped))))
                .isEmpty();
    }

    @Test
    void answersAndExceptionsNameTheErrorAndWhatIsNeeded() {
        assertThat(new NetlinkRequests.Answer(101, "Nexthop has invalid gateway").reason())
                .isEqualTo("ENETUNREACH (Nexthop has invalid gateway)");
        assertThat(new NetlinkRequests.Answer(1, "").reason()).contains("CAP_NET_ADMIN");
        assertThat(new NetlinkException("binding the netlink socket", 4711))
                .hasMessage("binding the netlink socket failed: errno 4711")
                .returns(4711, NetlinkException::errno);
        assertThat(new NetlinkException("no answer; it", 0)).hasMessage("no answer; it failed");
    }

    @Test
    void anOverrunIsALoss() {
        List<KernelEvent> events = new ArrayList<>();
        NetlinkMessage overrun = new NetlinkMessage(NetlinkMessage.OVERRUN, 0, 0, 0, ByteBuffer.allocate(0));
        NetlinkEvents.decode(overrun, 254, new NextHopObjects(), events);
        assertThat(events).hasSize(1).first().isInstanceOf(KernelEvent.EventsLost.class);
    }
}
