package io.nightjar.calico.plan;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.calico.model.PeerOptions;
import java.util.Objects;
import java.util.Set;

/**
 * What Calico's BIRD template says about every session: {@code add paths on; graceful restart; connect delay time 2; connect
 * retry time 5; error wait time 5,30}, and BIRD's defaults for what it does not say.
 */
final class SessionTemplate {

    private static final int RESTART_SECONDS = 120;

    /** BIRD's long lived stale time. */
    private static final int LONG_LIVED_SECONDS = 3600;

    private SessionTemplate() {}

    static PeerFeatures features(Set<AddressFamily> families, PeerOptions options) {
        int restart = Objects.requireNonNullElse(options.times().restartSeconds(), RESTART_SECONDS);
        return PeerFeatures.NONE
                .withAddPath(families, families)
                .withGracefulRestart(new GracefulRestartSettings(Mode.ON, restart, LONG_LIVED_SECONDS));
    }

    /** Calico's standalone route reflector says {@code graceful restart}, and nothing about paths. */
    static PeerFeatures reflectorFeatures(PeerOptions options) {
        return features(Set.of(), options);
    }

    static PeerTimers timers(PeerOptions options) {
        PeerTimers calico = PeerTimers.CALICO;
        return new PeerTimers(
                calico.holdSeconds(),
                Objects.requireNonNullElse(options.times().keepaliveSeconds(), calico.keepaliveSeconds()),
                calico.connectDelaySeconds(),
                calico.connectRetrySeconds(),
                calico.errorWaitMinSeconds(),
                calico.errorWaitMaxSeconds(),
                calico.sendHoldSeconds());
    }
}
