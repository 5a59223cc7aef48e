package io.nightjar.daemon.pcap;

import io.nightjar.bgp.net.IpAddress;
import org.jspecify.annotations.Nullable;

/** A packet is a fragment of an IP packet with TCP in it; fragments are not put together. */
public final class FragmentException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient IpAddress source;
    private final transient IpAddress destination;
    private final transient @Nullable TcpSegment first;

    FragmentException(IpAddress source, IpAddress destination, @Nullable TcpSegment first) {
        super("a fragment from " + source + " to " + destination, null, false, false);
        this.source = source;
        this.destination = destination;
        this.first = first;
    }

    public IpAddress source() {
        return source;
    }

    public IpAddress destination() {
        return destination;
    }

    /** The beginning of the segment, whose ports are known; null in all fragments but the first. */
    public @Nullable TcpSegment first() {
        return first;
    }
}
