package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.speaker.SpeakerConfigDiff.Aspect;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.NeighborRange;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the wanted configuration the one in force, by the smallest set of changes. Owned by the {@code control} thread;
 * only {@link #inForce} and {@link #policies} are for others.
 *
 * <p>What goes, goes first: before what comes, so that an address can change hands, and before its policies, so that its last
 * words are not withdrawals. Then come policies, so that no session comes up with old ones. Listeners come when everybody is
 * known, so that nobody is sent away, and before anybody is dialled, which takes longer the more there are. What goes for something
 * that comes instead may stay a while ({@link Departures}, {@link FormerClients}).
 */
final class Reconfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(Reconfigurer.class);

    private static final SpeakerConfig NOTHING = new SpeakerConfig(
            new SpeakerConfig.Local(AsNumber.of(0), new BgpIdentifier(0), List.of()),
            List.of(),
            List.of(),
            List.of(),
            KernelConfig.OFF);

    private final Sessions sessions;

    private final TableSettings table;

    private final Departures departures;

    private final FormerClients formerClients;

    private volatile SpeakerConfig running = NOTHING;

    private volatile PolicyDirectory policies = PolicyDirectory.EMPTY;

    /**
     * Nothing is in force yet.
     *
     * @param sessions to start, stop and restart
     * @param table what of a configuration the table takes
     * @param outlook for peers that are waiting for others to take over
     */
    Reconfigurer(Sessions sessions, TableSettings table, Departures.Outlook outlook) {
        this.sessions = sessions;
        this.table = table;
        this.departures = new Departures(outlook, this::leave);
        this.formerClients = new FormerClients(outlook, this::policiesChanged);
    }

    /**
     * The parts of a configuration that the table and the kernel take, each told only when it is different.
     *
     * @param policies all policies
     * @param originated the whole list of routes that start here
     * @param kernel what may be programmed
     */
    record TableSettings(
            Consumer<PolicyDirectory> policies, Consumer<SpeakerConfig> originated, Consumer<KernelConfig> kernel) {}

    /** The configuration in force; one without an identifier before there is one. Any thread. */
    SpeakerConfig inForce() {
        return running;
    }

    /** Whether a configuration is in force. Any thread. */
    boolean configured() {
        return !running.equals(NOTHING);
    }

    /** The policies in force, with those of peers that are leaving, or have been clients until now. Any thread. */
    PolicyDirectory policies() {
        return policies;
    }

    /** Makes this the configuration in force. */
    void apply(SpeakerConfig config) {
        PeerIdentities.Recognized recognized = PeerIdentities.recognize(config, running.peers(), departures.leaving());
        SpeakerConfig wanted = recognized.config();
        departures.arrive(recognized.renamed());
        boolean first = !configured();
        SpeakerConfigDiff diff = SpeakerConfigDiff.between(running, wanted);
        running = wanted;
        if (diff.isEmpty()) {
            return;
        }
        log(first, wanted, diff);
        Departures.Turnover turnover = departures.change(wanted, diff);
        turnover.ended().forEach(sessions::remove);
        diff.ranges().removed().forEach(range -> sessions.removeRange(range.network()));
        policiesChanged();
        if (diff.aspects().contains(Aspect.KERNEL)) {
            table.kernel().accept(wanted.kernel());
        }
        if (diff.aspects().contains(Aspect.ORIGINATED)) {
            table.originated().accept(wanted);
        }
        sessions(wanted, diff, turnover);
        if (diff.aspects().contains(Aspect.LISTENERS)) {
            sessions.listen(wanted.local().listeners());
        }
        turnover.added().forEach(peer -> sessions.start(peer.session().id()));
    }

    /** Others have taken over from these peers, or have had their time. */
    private void leave(Set<PeerId> gone) {
        gone.forEach(sessions::remove);
        policiesChanged();
    }

    private void policiesChanged() {
        List<SpeakerPeer> leaving = departures.leaving();
        policies = PolicyDirectory.of(running)
                .withLeaving(leaving)
                .withFormerClients(formerClients.change(running.peers(), leaving));
        table.policies().accept(policies);
    }

    private void sessions(SpeakerConfig wanted, SpeakerConfigDiff diff, Departures.Turnover turnover) {
        BgpIdentifier identifier = wanted.local().identifier();
        turnover.replaced().forEach(peer -> sessions.replace(peer.session()));
        diff.peers().restarted().forEach(peer -> sessions.replace(peer.session()));
        diff.redialled().forEach(peer -> sessions.replace(peer.session()));
        for (NeighborRange range : diff.ranges().restarted()) {
            sessions.removeRange(range.network());
            sessions.addRange(range, identifier);
        }
        for (SpeakerPeer peer : turnover.added()) {
            sessions.add(peer.session());
        }
        for (NeighborRange range : diff.ranges().added()) {
            sessions.addRange(range, identifier);
        }
    }

    private static void log(boolean first, SpeakerConfig wanted, SpeakerConfigDiff diff) {
        if (first) {
            LOG.atInfo()
                    .addKeyValue("event", "configured")
                    .log(
                            "configured: AS {}, identifier {}, {} peers, {} ranges, {} routes of our own",
                            wanted.local().asNumber(),
                            wanted.local().identifier(),
                            wanted.peers().size(),
                            wanted.ranges().size(),
                            wanted.originated().size());
            return;
        }
        LOG.atInfo()
                .addKeyValue("event", "reconfigured")
                .log("reconfigured: peers {}, ranges {}, changed {}", diff.peers(), diff.ranges(), diff.aspects());
    }
}
