package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.control.ConfigDiffReport;
import io.nightjar.daemon.speaker.SpeakerConfigDiff.Aspect;
import io.nightjar.rib.config.NeighborRange;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Two configurations in words: what {@link Reconfigurer} would do, by the same difference. */
public final class ConfigComparison {

    private final SpeakerConfig running;

    private final SpeakerConfig wanted;

    private final SpeakerConfigDiff diff;

    /** Compares what is in force with what would be. */
    public ConfigComparison(SpeakerConfig running, SpeakerConfig wanted) {
        this.running = running;
        this.wanted = wanted;
        this.diff = SpeakerConfigDiff.between(running, wanted);
    }

    /** What becomes of sessions. */
    public ConfigDiffReport.Sessions sessions() {
        Map<PeerId, PeerConfig> before = new HashMap<>();
        running.peers().forEach(peer -> before.put(peer.session().id(), peer.session()));
        List<ConfigDiffReport.Change> restarted = diff.peers().restarted().stream()
                .map(SpeakerPeer::session)
                .map(session -> new ConfigDiffReport.Change(
                        session.id().name(),
                        SessionDifference.between(Objects.requireNonNull(before.get(session.id())), session)))
                .toList();
        int touched = diff.peers().restarted().size()
                + diff.peers().kept().size()
                + diff.peers().added().size();
        return new ConfigDiffReport.Sessions(
                wanted.peers().size() - touched,
                names(diff.peers().kept()),
                restarted,
                names(diff.peers().added()),
                diff.peers().removed().stream().map(this::removal).toList());
    }

    private static List<String> names(List<SpeakerPeer> peers) {
        return peers.stream().map(peer -> peer.session().id().name()).toList();
    }

    private ConfigDiffReport.Change removal(SpeakerPeer peer) {
        boolean atOnce = diff.aspects().contains(Aspect.IDENTITY)
                || Departures.isClaimed(peer.session().remote().address(), wanted);
        String when = atOnce
                ? "at once"
                : diff.peers().added().isEmpty()
                        ? "after " + Departures.LINGER.toSeconds() + " s, if nobody comes instead"
                        : "when the added peers have taken over, at most " + Departures.PATIENCE.toSeconds()
                                + " s later";
        return new ConfigDiffReport.Change(peer.session().id().name(), List.of(when));
    }

    /** Which routes start here, and which do not any more. */
    public ConfigDiffReport.Routes originated() {
        SortedMap<Prefix, String> before = new TreeMap<>();
        SortedMap<Prefix, String> after = new TreeMap<>();
        running.originated().forEach(route -> before.put(route.prefix(), text(route)));
        wanted.originated().forEach(route -> after.put(route.prefix(), text(route)));
        return difference(before, after);
    }

    private static String text(OriginatedRoute route) {
        return route.prefix() + (route.gateway() == null ? "" : " via " + route.gateway()) + " (" + route.origin()
                + ")";
    }

    /** Texts of prefixes, before and after. */
    static ConfigDiffReport.Routes difference(SortedMap<Prefix, String> before, SortedMap<Prefix, String> after) {
        List<String> gained = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        after.forEach((prefix, text) -> {
            String old = before.get(prefix);
            if (old == null) {
                gained.add(text);
            } else if (!old.equals(text)) {
                changed.add(old + " becomes " + text);
            }
        });
        before.forEach((prefix, text) -> {
            if (!after.containsKey(prefix)) {
                lost.add(text);
            }
        });
        return new ConfigDiffReport.Routes(gained, lost, changed);
    }

    /** What else is different. */
    public List<String> settings() {
        List<String> settings = new ArrayList<>();
        if (diff.aspects().contains(Aspect.IDENTITY)) {
            settings.add("identity: AS " + running.local().asNumber() + ", identifier "
                    + running.local().identifier() + " becomes AS "
                    + wanted.local().asNumber() + ", identifier "
                    + wanted.local().identifier());
        }
        if (diff.aspects().contains(Aspect.LISTENERS)) {
            settings.add("listening: " + running.local().listeners() + " becomes "
                    + wanted.local().listeners());
        }
        if (diff.aspects().contains(Aspect.KERNEL)) {
            settings.add("what is programmed into the kernel, or learned from it");
        }
        if (!diff.ranges().isEmpty()) {
            settings.add("ranges of neighbors: " + diff.ranges() + " of "
                    + wanted.ranges().stream().map(NeighborRange::network).toList());
        }
        settings.addAll(names());
        return settings;
    }

    /** Of peers that are the same and called otherwise. */
    private List<String> names() {
        Map<PeerId, String> before = new HashMap<>();
        running.peers()
                .forEach(peer ->
                        before.put(peer.session().id(), peer.session().id().name()));
        return wanted.peers().stream()
                .map(peer -> peer.session().id())
                .filter(id -> !before.getOrDefault(id, id.name()).equals(id.name()))
                .map(id -> "name: " + before.get(id) + " becomes " + id.name())
                .toList();
    }
}
