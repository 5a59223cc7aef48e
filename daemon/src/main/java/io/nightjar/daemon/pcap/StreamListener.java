package io.nightjar.daemon.pcap;

import io.netty.buffer.ByteBuf;

/** Is told the octets of one direction of a connection, in their order. */
public interface StreamListener {

    /** The next octets; valid only during the call. */
    void data(ByteBuf octets);

    /** So many octets were not captured. */
    void gap(long octets);
}
