package io.netty.util;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What Netty makes of it, which would be its own class's doing if that came first. */
class NetUtilInitializationsTest {

    @Test
    void nettyKnowsTheLoopbackAddressesWithoutAskingForInterfaces() {
        assertThat(NetUtil.NETWORK_INTERFACES).isEmpty();
        assertThat(NetUtil.LOOPBACK_IF).isNull();
        assertThat(NetUtil.LOCALHOST).isSameAs(NetUtil.LOCALHOST4);
        assertThat(NetUtil.LOCALHOST4).hasToString("localhost/127.0.0.1");
        assertThat(NetUtil.LOCALHOST6).hasToString("localhost/0:0:0:0:0:0:0:1");
    }
}
