package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.capability.RouteRefreshCapability;

/** RFC 2918 §2: no value. */
final class RouteRefreshCapabilityCodec implements CapabilityCodec<RouteRefreshCapability> {

    @Override
    public int code() {
        return RouteRefreshCapability.CODE;
    }

    @Override
    public Class<RouteRefreshCapability> capabilityClass() {
        return RouteRefreshCapability.class;
    }

    @Override
    public int length() {
        return 0;
    }

    @Override
    public RouteRefreshCapability decode(ByteBuf value) {
        return new RouteRefreshCapability();
    }

    @Override
    public void encode(RouteRefreshCapability capability, ByteBuf out) {}
}
