package io.nightjar.rib.engine;

import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.codec.UpdateEncoder;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.net.AddressFamily;

/** Writes what says where a table begins and ends. */
final class MarkerEncoder {

    private final CodecContext context;
    private final MessageCodec codec = new MessageCodec();

    MarkerEncoder(CodecContext context) {
        this.context = context;
    }

    /** RFC 4724 §2. */
    byte[] endOfRib(AddressFamily family) {
        return new UpdateEncoder(context).endOfRib(family);
    }

    /** RFC 7313 §3.2. */
    byte[] refreshBegins(AddressFamily family) {
        return codec.encode(new RouteRefreshMessage(family, RouteRefreshMessage.BEGIN), context);
    }

    /** RFC 7313 §3.2. */
    byte[] refreshEnds(AddressFamily family) {
        return codec.encode(new RouteRefreshMessage(family, RouteRefreshMessage.END), context);
    }
}
