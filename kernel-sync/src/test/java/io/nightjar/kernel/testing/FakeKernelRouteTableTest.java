package io.nightjar.kernel.testing;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelLink;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelRouteTable;

class FakeKernelRouteTableTest extends KernelRouteTableContract {

    private static final int LINK = 7;

    private final FakeKernelRouteTable table = new FakeKernelRouteTable();

    FakeKernelRouteTableTest() {
        table.setLink(new KernelLink(LINK, "enp0s8", true));
        table.addAddress(new KernelAddress(LINK, IpAddress.parse("10.9.0.1"), Prefix.parse("10.9.0.0/24")));
        table.addAddress(new KernelAddress(LINK, IpAddress.parse("fd09::1"), Prefix.parse("fd09::/64")));
    }

    @Override
    protected KernelRouteTable table() {
        return table;
    }

    @Override
    protected int link() {
        return LINK;
    }

    @Override
    protected void addByHand(KernelRoute route) {
        table.addByHand(route);
    }

    @Override
    protected void replaceByHand(KernelRoute route) {
        table.replaceByHand(route);
    }

    @Override
    protected void deleteByHand(KernelRoute route) {
        table.deleteByHand(route);
    }
}
