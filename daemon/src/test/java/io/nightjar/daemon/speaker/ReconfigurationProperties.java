package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.calico.model.ObjectCheck;
import io.nightjar.calico.plan.LocalInputs;
import io.nightjar.calico.store.KeyValueView;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.config.SpeakerPeer;
import io.nightjar.rib.route.Route;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any edits of a cluster's objects, valid and broken, and of the node's own files, through everything that is between a datastore and the sessions. */
class ReconfigurationProperties {

    /** What a peer is told, and by whom it was announced. */
    private record Told(Map<PeerId, List<Route>> routes) {

        static Told by(DrySpeaker speaker) {
            return new Told(speaker.query(view -> view.peers().stream()
                    .map(peer -> peer.session().peer())
                    .collect(Collectors.toMap(Function.identity(), view::advertised))));
        }

        List<Route> to(PeerId peer) {
            return routes.getOrDefault(peer, List.of());
        }
    }

    /** A datastore, and the last good version of each object that is broken now. */
    private static final class Store {

        private final TreeMap<String, String> values = new TreeMap<>();

        private final TreeMap<String, String> good = new TreeMap<>();

        private long revision = 1;

        private final Map<String, Long> revisions = new TreeMap<>();

        void apply(ClusterEdits.Edit edit) {
            revision++;
            if (edit.value() == null) {
                values.remove(edit.key());
                good.remove(edit.key());
                return;
            }
            values.put(edit.key(), edit.value());
            revisions.put(edit.key(), revision);
            boolean broken =
                    ObjectCheck.defects(edit.key(), edit.value()).stream().anyMatch(ObjectCheck.Defect::fatal);
            if (!broken) {
                good.put(edit.key(), edit.value());
            }
        }

        KeyValueView view() {
            TreeMap<String, KeyValueView.Entry> entries = new TreeMap<>();
            values.forEach((key, value) -> {
                if (ClusterEdits.isInDatastore(key)) {
                    entries.put(key, new KeyValueView.Entry(value, revisions.getOrDefault(key, 1L)));
                }
            });
            return new KeyValueView("test", revision, entries);
        }

        LocalInputs files() {
            return ClusterEdits.files(values);
        }

        /** What counts: each object's last good version. */
        KeyValueView inForce() {
            TreeMap<String, KeyValueView.Entry> entries = new TreeMap<>();
            values.forEach((key, value) -> {
                if (ClusterEdits.isInDatastore(key)) {
                    entries.put(key, new KeyValueView.Entry(good.getOrDefault(key, value), 1));
                }
            });
            return new KeyValueView("test", revision, entries);
        }
    }

    @Property(tries = 300)
    void untouchedSessionsHearNothingAndTheEndIsThatOfAColdStart(@ForAll("edits") List<ClusterEdits.Edit> edits) {
        Store store = new Store();
        ClusterEdits.beginning().forEach(store::apply);
        try (DrySpeaker speaker = new DrySpeaker(ClusterEdits.OWN)) {
            speaker.show(store.view(), store.files());
            for (ClusterEdits.Edit edit : edits) {
                store.apply(edit);
                showOne(speaker, store, edit);
            }
            speaker.passTime();
            try (DrySpeaker cold = new DrySpeaker(ClusterEdits.OWN)) {
                cold.show(store.inForce(), store.files());
                assertThatTheyAreTheSame(speaker, cold);
            }
        }
    }

    private static void showOne(DrySpeaker speaker, Store store, ClusterEdits.Edit edit) {
        Map<PeerId, SpeakerPeer> before = peers(speaker);
        speaker.sent();
        Told then = Told.by(speaker);
        speaker.touchedSessions();
        speaker.show(store.view(), store.files());
        Set<PeerId> touched = speaker.touched();
        Map<PeerId, SpeakerPeer> after = peers(speaker);
        Map<PeerId, Long> sent = speaker.sent();
        Told now = Told.by(speaker);
        after.forEach((peer, config) -> {
            SpeakerPeer old = before.get(peer);
            if (old != null && old.session().equals(config.session())) {
                assertThat(touched).as("transitions by %s", edit).doesNotContain(peer);
            }
            boolean same = config.equals(old) && then.to(peer).equals(now.to(peer));
            if (same && othersHaveNotChanged(now.to(peer), touched, before, after)) {
                assertThat(sent.get(peer)).as("octets to %s by %s", peer, edit).isZero();
            }
        });
    }

    /** A route of a peer whose session or policy is another now may have been away for a moment, for all to hear. */
    private static boolean othersHaveNotChanged(
            List<Route> told, Set<PeerId> touched, Map<PeerId, SpeakerPeer> before, Map<PeerId, SpeakerPeer> after) {
        Set<Prefix> common = new HashSet<>(DrySpeaker.COMMON);
        return told.stream().allMatch(route -> {
            PeerId source = route.source().peer();
            boolean others = touched.isEmpty() && before.equals(after);
            boolean own = source == null
                    || (!touched.contains(source)
                            && before.containsKey(source)
                            && before.get(source).equals(after.get(source)));
            return own && (others || !common.contains(route.prefix()));
        });
    }

    private static Map<PeerId, SpeakerPeer> peers(DrySpeaker speaker) {
        return speaker.inForce().peers().stream()
                .collect(Collectors.toMap(peer -> peer.session().id(), Function.identity()));
    }

    private static void assertThatTheyAreTheSame(DrySpeaker hot, DrySpeaker cold) {
        assertThat(hot.inForce()).isEqualTo(cold.inForce());
        assertThat(hot.policies()).isEqualTo(cold.policies());
        assertThat(hot.kernel()).isEqualTo(cold.kernel());
        assertThat(hot.listening()).isEqualTo(cold.listening());
        assertThat(hot.peers()).isEqualTo(cold.peers());
        assertThat(Told.by(hot)).isEqualTo(Told.by(cold));
        assertThat(destinations(hot)).isEqualTo(destinations(cold));
    }

    /** All routes with what became of them; those that have lost are in no order. */
    private static Map<Prefix, Set<DestinationView.RouteView>> destinations(DrySpeaker speaker) {
        return speaker.query(view -> view.destinations().stream()
                .collect(Collectors.toMap(DestinationView::prefix, found -> Set.copyOf(found.routes()))));
    }

    @Provide
    Arbitrary<List<ClusterEdits.Edit>> edits() {
        return ClusterEdits.any().list().ofMinSize(1).ofMaxSize(12);
    }
}
