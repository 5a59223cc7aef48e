package io.nightjar.daemon.explain;

import io.nightjar.bgp.peer.PeerId;
import io.nightjar.fsm.session.SessionStatus;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the sessions are.
 *
 * @param sessions all of them
 * @param leaving peers that nobody wants any more, while others take over from them
 */
public record SessionFacts(List<SessionStatus> sessions, Set<PeerId> leaving) {

    public SessionFacts {
        sessions = List.copyOf(sessions);
        leaving = Set.copyOf(leaving);
    }

    @Nullable
    SessionStatus of(PeerId peer) {
        for (SessionStatus session : sessions) {
            if (session.peer().id().equals(peer)) {
                return session;
            }
        }
        return null;
    }
}
