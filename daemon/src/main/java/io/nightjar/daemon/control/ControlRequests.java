package io.nightjar.daemon.control;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Finds the report that a request asks for, if who asks may. */
final class ControlRequests {

    private final ControlRouter router;

    private final RequestGate gate;

    ControlRequests(ControlRouter router, RequestGate gate) {
        this.router = router;
        this.gate = gate;
    }

    CompletableFuture<ControlRouter.Reply> answer(FullHttpRequest request, Channel channel) {
        ControlRouter.Reply refusal = gate.refuse(request, channel);
        return refusal != null
                ? ControlRouter.now(refusal)
                : router.answer(
                        request.method(), request.uri(), request.content().toString(StandardCharsets.UTF_8));
    }
}
