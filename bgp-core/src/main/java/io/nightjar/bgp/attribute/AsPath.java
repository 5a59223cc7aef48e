package io.nightjar.bgp.attribute;

import io.nightjar.bgp.net.AsNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * AS_PATH (RFC 4271 §5.1.2), with four-octet numbers throughout (RFC 6793).
 *
 * @param segments in the order of the wire: the nearest AS first
 */
public record AsPath(List<Segment> segments) implements PathAttribute {

    /** The path of a route that has not left its AS. */
    public static final AsPath EMPTY = new AsPath(List.of());

    /** RFC 4271 §4.3: a segment's length is one octet. */
    public static final int MAX_SEGMENT_LENGTH = 255;

    public AsPath {
        segments = List.copyOf(segments);
    }

    /** One AS_SEQUENCE of these numbers; the empty path for none. */
    public static AsPath sequence(AsNumber... numbers) {
        return numbers.length == 0
                ? EMPTY
                : new AsPath(List.of(new Segment(SegmentType.AS_SEQUENCE, List.of(numbers))));
    }

    @Override
    public int typeCode() {
        return AttributeType.AS_PATH;
    }

    /** RFC 4271 §9.1.2.2 (a), RFC 5065 §5.3: a set counts as one, confederation segments do not count. */
    public int length() {
        int length = 0;
        for (Segment segment : segments) {
            length += switch (segment.type()) {
                case AS_SEQUENCE -> segment.numbers().size();
                case AS_SET -> 1;
                case AS_CONFED_SEQUENCE, AS_CONFED_SET -> 0;
            };
        }
        return length;
    }

    /** The neighbouring AS: the first number of a leading AS_SEQUENCE. */
    public Optional<AsNumber> firstAs() {
        if (segments.isEmpty() || segments.get(0).type() != SegmentType.AS_SEQUENCE) {
            return Optional.empty();
        }
        return Optional.of(segments.get(0).numbers().get(0));
    }

    /** How often a number occurs, in all segments. */
    public int occurrences(AsNumber number) {
        int count = 0;
        for (Segment segment : segments) {
            count += segment.numbers().count(number);
        }
        return count;
    }

    /** RFC 4271 §5.1.2 (b): a full leading sequence is not made longer; a new segment goes before it. */
    public AsPath prepend(AsNumber number) {
        List<Segment> result = new ArrayList<>(segments);
        Segment first = segments.isEmpty() ? null : segments.get(0);
        if (first != null
                && first.type() == SegmentType.AS_SEQUENCE
                && first.numbers().size() < MAX_SEGMENT_LENGTH) {
            List<AsNumber> numbers = new ArrayList<>(first.numbers().size() + 1);
            numbers.add(number);
            numbers.addAll(first.numbers());
            result.set(0, new Segment(SegmentType.AS_SEQUENCE, numbers));
        } else {
            result.add(0, new Segment(SegmentType.AS_SEQUENCE, List.of(number)));
        }
        return new AsPath(result);
    }

    /** This path without the segments that mean something inside one confederation only (RFC 5065 §5). */
    public AsPath withoutConfederation() {
        boolean none = segments.stream().noneMatch(segment -> segment.type().confederation());
        return none
                ? this
                : new AsPath(segments.stream()
                        .filter(segment -> !segment.type().confederation())
                        .toList());
    }

    /** {@code 65001 65002 {65003 65004}}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(" ");
        segments.forEach(segment -> text.add(segment.toString()));
        return text.toString();
    }

    /** The segment types of RFC 4271 §4.3 and RFC 5065 §3. */
    public enum SegmentType {
        AS_SET(1),
        AS_SEQUENCE(2),
        AS_CONFED_SEQUENCE(3),
        AS_CONFED_SET(4);

        private static final SegmentType[] BY_CODE = values();

        private final int code;

        SegmentType(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        /** Whether it is one of RFC 5065. */
        public boolean confederation() {
            return this == AS_CONFED_SEQUENCE || this == AS_CONFED_SET;
        }

        /** The type with this octet, or nothing for an unknown one. */
        public static Optional<SegmentType> ofCode(int code) {
            return code >= 1 && code <= BY_CODE.length ? Optional.of(BY_CODE[code - 1]) : Optional.empty();
        }
    }

    /**
     * A run of AS numbers.
     *
     * @param numbers 1 to 255 of them
     */
    public record Segment(SegmentType type, AsNumbers numbers) {

        public Segment {
            if (numbers.isEmpty() || numbers.size() > MAX_SEGMENT_LENGTH) {
                throw new IllegalArgumentException("a segment has 1 to 255 AS numbers, not " + numbers.size());
            }
        }

        /** A run of these numbers. */
        public Segment(SegmentType type, List<AsNumber> numbers) {
            this(type, AsNumbers.copyOf(numbers));
        }

        @Override
        public int hashCode() {
            return 31 * numbers.seededHash() + type.code();
        }

        @Override
        public String toString() {
            StringJoiner text = switch (type) {
                case AS_SEQUENCE -> new StringJoiner(" ");
                case AS_SET -> new StringJoiner(" ", "{", "}");
                case AS_CONFED_SEQUENCE -> new StringJoiner(" ", "(", ")");
                case AS_CONFED_SET -> new StringJoiner(" ", "[", "]");
            };
            numbers.forEach(number -> text.add(number.toString()));
            return text.toString();
        }
    }
}
