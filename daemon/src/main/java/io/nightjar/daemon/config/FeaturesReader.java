package io.nightjar.daemon.config;

import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.RoleSettings;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the OPEN to a neighbor offers. */
final class FeaturesReader {

    private static final List<Key> ONLY_WITH_RESTART = List.of(Schema.RESTART_TIME, Schema.LONG_LIVED_STALE_TIME);

    private FeaturesReader() {}

    static PeerFeatures read(Section section, Set<AddressFamily> families, boolean internal) {
        Section addPath = section.section(Schema.NEIGHBOR_ADD_PATH);
        return new PeerFeatures(
                addPath.get(Schema.ADD_PATH_RECEIVE) ? families : Set.of(),
                addPath.get(Schema.ADD_PATH_SEND) ? families : Set.of(),
                restart(section),
                section.get(Schema.EXTENDED_MESSAGES),
                section.get(Schema.EXTENDED_NEXT_HOP),
                role(section, internal));
    }

    private static GracefulRestartSettings restart(Section section) {
        Mode mode = section.get(Schema.GRACEFUL_RESTART);
        if (mode == Mode.OFF) {
            for (Key key : ONLY_WITH_RESTART) {
                if (section.has(key)) {
                    section.problem(key, "means nothing while graceful-restart is off");
                }
            }
            return GracefulRestartSettings.OFF;
        }
        return new GracefulRestartSettings(
                mode, section.getInt(Schema.RESTART_TIME), section.getInt(Schema.LONG_LIVED_STALE_TIME));
    }

    /** RFC 9234 §4: roles are for neighbors of another AS. */
    private static @Nullable RoleSettings role(Section section, boolean internal) {
        BgpRole role = section.find(Schema.ROLE).orElse(null);
        boolean strict = section.get(Schema.STRICT_ROLE);
        if (!section.has(Schema.ROLE) && strict) {
            section.problem(Schema.STRICT_ROLE, "needs a role");
        }
        if (role != null && internal && section.has(Schema.NEIGHBOR_AS)) {
            section.problem(Schema.ROLE, "only towards a neighbor of another AS we have a role");
        }
        return role == null ? null : new RoleSettings(role, strict);
    }
}
