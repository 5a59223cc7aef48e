package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.RibListener;
import io.nightjar.rib.config.PrefixLimit;
import io.nightjar.rib.engine.RibCommand;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands on what the table tells, to whom it concerns. On the table's thread. */
final class TableListener implements RibListener {

    private static final Logger LOG = LoggerFactory.getLogger(TableListener.class);

    private final RouteProgrammer programmer;
    private final EndOfRibWatch endOfRib;
    private final Waits waits;

    /** For each wait that the table has begun and not ended, by its number. */
    private final Map<Long, SpeakerCore.Appointment> appointments = new HashMap<>();

    private final Consumer<List<BestPathChange>> counter;
    private final Consumer<NegotiatedSession> forgotten;

    TableListener(
            RouteProgrammer programmer,
            EndOfRibWatch endOfRib,
            Waits waits,
            Consumer<List<BestPathChange>> counter,
            Consumer<NegotiatedSession> forgotten) {
        this.counter = counter;
        this.programmer = programmer;
        this.endOfRib = endOfRib;
        this.waits = waits;
        this.forgotten = forgotten;
    }

    /** Tells the table when a time has passed. */
    @FunctionalInterface
    interface Waits {
        SpeakerCore.Appointment after(Duration delay, RibCommand command);
    }

    @Override
    public void bestPathsChanged(List<BestPathChange> changes) {
        counter.accept(changes);
        programmer.bestPathsChanged(changes);
    }

    @Override
    public void endOfRib(PeerId peer, AddressFamily family) {
        programmer.complete(peer, family);
        endOfRib.received(peer, family);
    }

    @Override
    public void waitBegan(PeerId peer, AddressFamily family, long number, Duration limit) {
        appointments.put(number, waits.after(limit, new RibCommand.TimeUp(peer, family, number)));
    }

    @Override
    public void waitEnded(long number) {
        SpeakerCore.Appointment ended = appointments.remove(number);
        if (ended != null) {
            ended.cancel();
        }
    }

    @Override
    public void prefixLimitReached(PeerId peer, AddressFamily family, long count, PrefixLimit limit) {
        LOG.atWarn()
                .addKeyValue("event", "prefix-limit")
                .addKeyValue("peer", peer)
                .addKeyValue("routes", count)
                .addKeyValue("limit", limit.maximum())
                .log(
                        "{}: {} routes of {}, the limit is {}{}",
                        peer,
                        count,
                        family,
                        limit.maximum(),
                        count > limit.maximum() && limit.action() != PrefixLimit.Action.WARN
                                ? ": the session ends"
                                : "");
    }

    @Override
    public void peerForgotten(NegotiatedSession ended) {
        forgotten.accept(ended);
    }
}
