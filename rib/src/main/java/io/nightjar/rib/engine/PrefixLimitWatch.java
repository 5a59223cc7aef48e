package io.nightjar.rib.engine;

import io.nightjar.bgp.error.CeaseSubcode;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Octets;
import io.nightjar.rib.RibListener;
import io.nightjar.rib.StaleReason;
import io.nightjar.rib.config.PrefixLimit;
import io.nightjar.rib.config.PrefixLimit.Action;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Compares how much one peer has announced with how much it may. */
final class PrefixLimitWatch {

    /** RFC 4486 §4: the upper bound has four octets. */
    private static final long MAX_BOUND = 0xffff_ffffL;

    private final Map<AddressFamily, Level> levels = new HashMap<>();
    private boolean exceeded;

    private enum Level {
        BELOW,
        NEAR,
        ABOVE
    }

    /** Whether the session is being ended because of a limit: nothing that still comes matters. */
    boolean exceeded() {
        return exceeded;
    }

    /** Says what there is to say, once for each crossing, and ends the session if it has to. */
    void check(RibPeer peer, RibListener listener) {
        peer.policy().prefixLimits().forEach((family, limit) -> {
            long count = announced(peer, family);
            Level level = level(count, limit);
            Level before = levels.put(family, level);
            if (level.compareTo(before == null ? Level.BELOW : before) > 0) {
                listener.prefixLimitReached(peer.id(), family, count, limit);
            }
            if (level == Level.ABOVE && limit.action() != Action.WARN && !exceeded) {
                exceeded = true;
                Duration pause = limit.action() == Action.RESTART ? Duration.ofSeconds(limit.restartSeconds()) : null;
                peer.output().end(notification(family, limit), pause);
            }
        });
    }

    /** RFC 7911 §3: a peer that has restarted may call the same paths otherwise; what is left of before is not what it announces. */
    private static int announced(RibPeer peer, AddressFamily family) {
        StaleRoutes.Wait wait = peer.stale().get(family);
        boolean resyncing = wait != null && wait.reason() == StaleReason.RESYNCING;
        Afi afi = family.afi();
        return resyncing ? peer.adjRibIn().freshSize(afi) : peer.adjRibIn().size(afi);
    }

    private static Level level(long count, PrefixLimit limit) {
        if (count > limit.maximum()) {
            return Level.ABOVE;
        }
        return count >= limit.warningAt() ? Level.NEAR : Level.BELOW;
    }

    /** RFC 4486 §4: the data are the family and the limit. */
    private static NotificationMessage notification(AddressFamily family, PrefixLimit limit) {
        ByteBuffer data = ByteBuffer.allocate(7)
                .putShort((short) family.afi().value())
                .put((byte) family.safi().value())
                .putInt((int) Math.min(limit.maximum(), MAX_BOUND));
        return NotificationMessage.of(
                NotificationCode.CEASE, CeaseSubcode.MAXIMUM_NUMBER_OF_PREFIXES_REACHED, Octets.of(data.array()));
    }
}
