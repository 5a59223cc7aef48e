package io.nightjar.benchmarks;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerType;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What the benchmarks work on: blocks as Calico's nodes announce them, over an internal session. */
public final class SampleRoutes {

    public static final CodecContext CONTEXT =
            CodecContext.standard(PeerType.INTERNAL, true, Set.of(AddressFamily.IPV4_UNICAST));

    private SampleRoutes() {}

    /** The {@code index}-th /26 of 10.0.0.0/8. */
    static Prefix block(int index) {
        return new Prefix(new Ipv4Address(10 << 24 | index << 6), 26);
    }

    static List<Nlri> blocks(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> Nlri.of(block(index)))
                .toList();
    }

    /** The attributes of a route whose node has this address. */
    public static PathAttributes attributes(String nextHop) {
        return PathAttributes.of(Origin.IGP, AsPath.EMPTY, new NextHop(IpAddress.parse(nextHop)), LocalPref.DEFAULT);
    }
}
