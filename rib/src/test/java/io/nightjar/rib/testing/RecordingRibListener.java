package io.nightjar.rib.testing;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.RibListener;
import io.nightjar.rib.config.PrefixLimit;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.route.ResolvedRoute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Follows the Loc-RIB by its changes, and refuses a change that does not start at what was told before. */
public final class RecordingRibListener implements RibListener {

    private final Map<Prefix, ResolvedRoute> best = new HashMap<>();
    private final Map<Prefix, Multipath> forwarding = new HashMap<>();
    private final List<List<BestPathChange>> batches = new ArrayList<>();
    private final List<String> endsOfRib = new ArrayList<>();
    private final List<NegotiatedSession> forgotten = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();
    private final Map<Long, RibCommand.TimeUp> running = new TreeMap<>();
    private final List<String> prefixLimits = new ArrayList<>();

    @Override
    public void bestPathsChanged(List<BestPathChange> changes) {
        if (changes.isEmpty()) {
            throw new AssertionError("a batch without changes");
        }
        batches.add(changes);
        Set<Prefix> seen = new HashSet<>();
        for (BestPathChange change : changes) {
            if (!seen.add(change.prefix())) {
                throw new AssertionError(change.prefix() + " twice in a batch");
            }
            Multipath shared = change.forwarding() == null
                    ? forwarding.remove(change.prefix())
                    : forwarding.put(change.prefix(), change.forwarding());
            if (!change.bestChanged() && Objects.equals(shared, change.forwarding())) {
                throw new AssertionError("no change: " + change);
            }
            ResolvedRoute before = best.remove(change.prefix());
            if (!Objects.equals(before, change.before())) {
                throw new AssertionError(change + " comes after " + before);
            }
            if (change.now() != null) {
                best.put(change.prefix(), change.now());
            }
        }
    }

    @Override
    public void endOfRib(PeerId peer, AddressFamily family) {
        endsOfRib.add(peer + " " + family + " after " + batches.size());
    }

    @Override
    public void waitBegan(PeerId peer, AddressFamily family, long number, Duration limit) {
        RibCommand.TimeUp end = new RibCommand.TimeUp(peer, family, number);
        waits.add(new Wait(end, limit));
        running.put(number, end);
        long ofFamily = running.values().stream()
                .filter(other -> other.peer().equals(peer) && other.family().equals(family))
                .count();
        if (ofFamily > 2) {
            throw new AssertionError(ofFamily + " waits at a time for " + family + " of " + peer);
        }
    }

    @Override
    public void waitEnded(long number) {
        if (running.remove(number) == null) {
            throw new AssertionError("no wait with number " + number + " runs");
        }
    }

    @Override
    public void prefixLimitReached(PeerId peer, AddressFamily family, long count, PrefixLimit limit) {
        prefixLimits.add(peer + " " + family + " " + count + "/" + limit.maximum());
    }

    @Override
    public void peerForgotten(NegotiatedSession ended) {
        forgotten.add(ended);
    }

    /** The sessions of which nothing is known any longer. */
    public List<NegotiatedSession> forgotten() {
        return forgotten;
    }

    /** What the table waits for: the command that ends the wait, and when it is due. */
    public record Wait(RibCommand.TimeUp end, Duration limit) {}

    /** Each wait, in the order in which they began. */
    public List<Wait> waits() {
        return waits;
    }

    /** The commands that end what is still waited for. */
    public Collection<RibCommand.TimeUp> running() {
        return running.values();
    }

    /** Each as {@code peer family count/maximum}. */
    public List<String> prefixLimits() {
        return prefixLimits;
    }

    /** The Loc-RIB as told. */
    public Map<Prefix, ResolvedRoute> best() {
        return best;
    }

    public List<List<BestPathChange>> batches() {
        return batches;
    }

    /** Each as {@code peer family after n}, n being the number of batches before it. */
    public List<String> endsOfRib() {
        return endsOfRib;
    }
}
