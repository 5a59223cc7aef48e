package io.nightjar.calico.model;

import io.nightjar.calico.store.KeyValueView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes cluster states of views. Level-triggered: each view is read as a whole, and the only memory is the last good
 * version of each object, for the time in which a broken one stands in its place.
 *
 * <p>Owned by one thread.
 */
public final class ClusterStateBuilder {

    private Map<String, Known> known = new HashMap<>();

    /** What we make of a key: the version that was read, the object in force, and what is wrong with that version. */
    private record Known(
            KeyValueView.Entry entry,
            @Nullable CalicoObject object,
            @Nullable Unusable defect) {}

    /** The state that this view shows. */
    public ClusterState update(KeyValueView view) {
        Reading reading = read(view);
        known = reading.known();
        return reading.state();
    }

    /** The state that this view would show, if it came next; nothing is remembered of it. */
    public ClusterState preview(KeyValueView view) {
        return read(view).state();
    }

    /** What is made of a view, and what is to be remembered of it. */
    private record Reading(Map<String, Known> known, ClusterState state) {}

    private Reading read(KeyValueView view) {
        Layout layout = Layout.of(view);
        Map<String, Known> next = new HashMap<>();
        ClusterStateAssembler assembler = new ClusterStateAssembler();
        List<Unusable> unusables = new ArrayList<>();
        Set<String> elsewhere = new TreeSet<>();
        view.entries().forEach((key, entry) -> {
            Known now = know(key, entry);
            if (now != null) {
                next.put(key, now);
            }
            if (now != null && !layout.has(key)) {
                elsewhere.add(layout == Layout.V3 ? "/calico/bgp/v1" : Layout.RESOURCES);
            } else if (now != null) {
                if (now.object() != null) {
                    now.object().addTo(assembler);
                }
                if (now.defect() != null) {
                    unusables.add(now.defect());
                }
            }
        });
        String inForce = layout == Layout.V3 ? Layout.RESOURCES : "/calico/bgp/v1";
        elsewhere.forEach(place -> assembler.remark(place, "is not looked at: what is below " + inForce + " counts"));
        return new Reading(next, assembler.assemble(layout, unusables));
    }

    private @Nullable Known know(String key, KeyValueView.Entry entry) {
        Known before = known.get(key);
        if (before != null && before.entry().equals(entry)) {
            return before;
        }
        for (ObjectParser parser : ObjectParser.ALL) {
            MatchResult match = parser.match(key);
            if (match != null) {
                return read(parser, match, entry, before == null ? null : before.object());
            }
        }
        return null;
    }

    private static Known read(
            ObjectParser parser, MatchResult match, KeyValueView.Entry entry, @Nullable CalicoObject lastGood) {
        try {
            return new Known(entry, parser.reader().read(match, entry.value()), null);
        } catch (MalformedObjectException e) {
            return unusable(match, entry, String.valueOf(e.getMessage()), lastGood);
        } catch (RuntimeException defect) {
            // Ours, not the object's; still, no other object may suffer from it.
            String place = Stream.of(defect.getStackTrace())
                    .findFirst()
                    .map(StackTraceElement::toString)
                    .orElse("an unknown place");
            return unusable(match, entry, "a defect of Nightjar: " + defect + " at " + place, lastGood);
        }
    }

    private static Known unusable(
            MatchResult match, KeyValueView.Entry entry, String reason, @Nullable CalicoObject lastGood) {
        return new Known(entry, lastGood, new Unusable(match.group(), reason, lastGood != null));
    }
}
