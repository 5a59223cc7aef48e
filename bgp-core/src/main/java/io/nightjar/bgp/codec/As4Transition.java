package io.nightjar.bgp.codec;

import io.nightjar.bgp.attribute.Aggregator;
import io.nightjar.bgp.attribute.As4Aggregator;
import io.nightjar.bgp.attribute.As4Path;
import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.AsPath.Segment;
import io.nightjar.bgp.attribute.AsPath.SegmentType;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.error.UpdateSubcode;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Four-octet AS numbers across a two-octet session (RFC 6793 §4.2): split on the way out, merged on the way in. */
final class As4Transition {

    private As4Transition() {}

    static boolean isTransitional(int typeCode) {
        return typeCode == AttributeType.AS4_PATH || typeCode == AttributeType.AS4_AGGREGATOR;
    }

    /** What to send: nothing transitional to a new speaker, and to an old one what does not fit two octets. */
    static PathAttributes split(PathAttributes attributes, boolean fourOctetAs) {
        PathAttributes result = attributes.without(AttributeType.AS4_PATH).without(AttributeType.AS4_AGGREGATOR);
        if (fourOctetAs) {
            return result;
        }
        Optional<AsPath> path =
                result.find(AsPath.class).map(AsPath::withoutConfederation).filter(As4Transition::needsFourOctets);
        if (path.isPresent()) {
            result = result.with(new As4Path(path.get()));
        }
        Optional<Aggregator> aggregator = result.find(Aggregator.class)
                .filter(candidate -> !candidate.asNumber().fitsTwoOctets());
        if (aggregator.isPresent()) {
            result = result.with(new As4Aggregator(
                    aggregator.get().asNumber(), aggregator.get().address()));
        }
        return result;
    }

    private static boolean needsFourOctets(AsPath path) {
        return path.segments().stream()
                .flatMap(segment -> segment.numbers().stream())
                .anyMatch(number -> !number.fitsTwoOctets());
    }

    /** RFC 6793 §4.2.3: what an old speaker sent becomes one path and one aggregator. */
    static void merge(UpdateAssembly update) {
        boolean pathCounts = mergeAggregator(update);
        Optional<AsPath> path = update.find(AsPath.class);
        Optional<As4Path> path4 = update.find(As4Path.class);
        update.remove(AttributeType.AS4_PATH);
        if (path.isPresent() && path4.isPresent() && pathCounts) {
            AsPath tail = path4.get().path();
            AsPath clean = tail.withoutConfederation();
            if (!clean.equals(tail)) {
                // RFC 6793 §6: these segments are discarded, the rest is used.
                update.fault(
                        AttributeType.AS4_PATH,
                        FaultAction.ATTRIBUTE_DISCARD,
                        UpdateSubcode.OPTIONAL_ATTRIBUTE_ERROR,
                        Octets.EMPTY,
                        "confederation segments");
            }
            update.replace(mergePaths(path.get(), clean));
        }
    }

    /** Says whether AS4_PATH counts: not if somebody aggregated who did not know of it. */
    private static boolean mergeAggregator(UpdateAssembly update) {
        Optional<Aggregator> aggregator = update.find(Aggregator.class);
        Optional<As4Aggregator> aggregator4 = update.find(As4Aggregator.class);
        update.remove(AttributeType.AS4_AGGREGATOR);
        if (aggregator.isEmpty() || aggregator4.isEmpty()) {
            return true;
        }
        if (!aggregator.get().asNumber().equals(AsNumber.AS_TRANS)) {
            return false;
        }
        As4Aggregator real = aggregator4.get();
        update.replace(
                new Aggregator(real.asNumber(), real.address(), aggregator.get().partial()));
        return true;
    }

    /** The numbers that old speakers put in front since the last new one, then what that one knew. */
    private static AsPath mergePaths(AsPath path, AsPath tail) {
        int missing = path.length() - tail.length();
        if (missing < 0 || tail.segments().isEmpty()) {
            return path;
        }
        List<Segment> result = new ArrayList<>();
        for (Segment segment : path.segments()) {
            if (segment.type().confederation()) {
                // Leading, or next to a segment that is kept: RFC 6793 §4.2.3 keeps it as well.
                result.add(segment);
                continue;
            }
            if (missing == 0) {
                break;
            }
            Segment kept = leading(segment, missing);
            missing -= new AsPath(List.of(kept)).length();
            result.add(kept);
        }
        return joined(result, tail);
    }

    private static Segment leading(Segment segment, int count) {
        boolean whole =
                segment.type() == SegmentType.AS_SET || segment.numbers().size() <= count;
        return whole ? segment : new Segment(segment.type(), segment.numbers().subList(0, count));
    }

    /** Two sequences that meet become one again, if one segment can hold them. */
    private static AsPath joined(List<Segment> head, AsPath tail) {
        List<Segment> rest = new ArrayList<>(tail.segments());
        if (!head.isEmpty()) {
            Segment last = head.get(head.size() - 1);
            Segment first = rest.get(0);
            int size = last.numbers().size() + first.numbers().size();
            boolean sequences = last.type() == SegmentType.AS_SEQUENCE && first.type() == SegmentType.AS_SEQUENCE;
            if (sequences && size <= AsPath.MAX_SEGMENT_LENGTH) {
                List<AsNumber> numbers = new ArrayList<>(last.numbers());
                numbers.addAll(first.numbers());
                head.remove(head.size() - 1);
                rest.set(0, new Segment(SegmentType.AS_SEQUENCE, numbers));
            }
        }
        List<Segment> all = new ArrayList<>(head);
        all.addAll(rest);
        return new AsPath(all);
    }
}
