package io.nightjar.daemon.decode;

import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.daemon.pcap.TcpEndpoint;
import java.util.HashMap;
import java.util.Map;

/** The OPENs of one connection as far as they have been seen. */
final class ObservedOpens {

    private final DecodeOptions options;
    private final Map<TcpEndpoint, OpenMessage> opens = new HashMap<>();

    ObservedOpens(DecodeOptions options) {
        this.options = options;
    }

    void opened(TcpEndpoint sender, OpenMessage open) {
        opens.put(sender, open);
    }

    boolean areComplete() {
        return opens.size() == 2;
    }

    /** How messages are written in one direction; as the options say while an OPEN is missing. */
    CodecContext context(TcpEndpoint sender, TcpEndpoint receiver) {
        OpenMessage from = opens.get(sender);
        OpenMessage to = opens.get(receiver);
        boolean overLoopback = sender.address().isLoopback();
        return from == null || to == null
                ? options.context(overLoopback)
                : new ObservedSession(from, to).context(overLoopback);
    }
}
