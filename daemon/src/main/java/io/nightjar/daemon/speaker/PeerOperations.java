package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.control.Operations;
import io.nightjar.daemon.control.PeerAction;
import io.nightjar.fsm.netty.BgpEndpoint;
import io.nightjar.fsm.session.SessionStatus;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what operators want done about peers.
 *
 * @param endpoint has the peers
 * @param bridge reaches established sessions
 * @param control the thread that changes them
 */
record PeerOperations(BgpEndpoint endpoint, SessionBridge bridge, Executor control) implements Operations {

    private static final Logger LOG = LoggerFactory.getLogger(PeerOperations.class);

    /** Answered when the session's loop has done it, so that who asks next sees it. */
    @Override
    public CompletableFuture<Outcome> perform(PeerAction action) {
        return CompletableFuture.supplyAsync(() -> performNow(action), control)
                .thenCompose(outcome -> endpoint.pass().thenApply(done -> outcome));
    }

    private Outcome performNow(PeerAction action) {
        Optional<SessionStatus> status = endpoint.named(action.peer());
        if (status.isEmpty()) {
            return Outcome.unknown(action.peer());
        }
        Outcome outcome = performOn(status.get().peer().id(), status.get(), action);
        LOG.atInfo().addKeyValue("event", "operator").log("operator: {}", outcome.text());
        return outcome;
    }

    private Outcome performOn(PeerId peer, SessionStatus status, PeerAction action) {
        if (action instanceof PeerAction.Disable disable) {
            endpoint.disable(peer, disable.message());
            return Outcome.done(peer + " is disabled");
        } else if (action instanceof PeerAction.Restart restart) {
            if (!status.enabled()) {
                return Outcome.refused(peer + " is disabled");
            }
            endpoint.restart(peer, restart.message());
            return Outcome.done(peer + " is restarted");
        } else if (action instanceof PeerAction.Refresh refresh) {
            return refresh(peer, status.negotiated(), refresh);
        }
        endpoint.enable(peer);
        return Outcome.done(peer + " is enabled");
    }

    private Outcome refresh(PeerId peer, @Nullable NegotiatedSession session, PeerAction.Refresh refresh) {
        if (session == null) {
            return Outcome.refused("the session with " + peer + " is not established");
        }
        if (!session.features().routeRefresh()) {
            return Outcome.refused(peer + " cannot refresh routes (RFC 2918)");
        }
        Set<AddressFamily> families = new TreeSet<>(session.codec().families());
        if (refresh.family() != null) {
            AddressFamily family = AddressFamily.unicast(refresh.family().equals("ipv4") ? Afi.IPV4 : Afi.IPV6);
            if (!families.contains(family)) {
                return Outcome.refused("the session with " + peer + " does not carry " + family);
            }
            families = Set.of(family);
        }
        bridge.refresh(peer, families);
        return Outcome.done(peer + " is asked for "
                + families.stream().map(AddressFamily::toString).collect(Collectors.joining(" and ")));
    }
}
