package io.nightjar.daemon.speaker;

import io.nightjar.bgp.peer.PeerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What of a peer is different, so that its session has to start again; for people. */
final class SessionDifference {

    private final List<String> reasons = new ArrayList<>();

    private SessionDifference() {}

    static List<String> between(PeerConfig before, PeerConfig after) {
        SessionDifference difference = new SessionDifference();
        difference.compare("address", before.remote().address(), after.remote().address());
        difference.compare("port", before.remote().port(), after.remote().port());
        difference.compare(
                "AS number", before.remote().asNumber(), after.remote().asNumber());
        difference.compare(
                "source address", before.local().address(), after.local().address());
        difference.compare(
                "own AS number", before.local().asNumber(), after.local().asNumber());
        difference.compare(
                "own identifier", before.local().identifier(), after.local().identifier());
        difference.compare("families", before.families(), after.families());
        difference.compare("timers", before.timers(), after.timers());
        difference.compare("what the OPEN offers", before.features(), after.features());
        difference.transport(before, after);
        return difference.reasons;
    }

    /** A password is never told. */
    private void transport(PeerConfig before, PeerConfig after) {
        if (!Objects.equals(before.transport().password(), after.transport().password())) {
            reasons.add("password");
        }
        compare("hops", before.transport().hops(), after.transport().hops());
        compare(
                "TTL security",
                before.transport().ttlSecurity(),
                after.transport().ttlSecurity());
    }

    private void compare(String what, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            reasons.add(what + ": " + text(before) + " becomes " + text(after));
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "none" : value.toString();
    }
}
