package io.nightjar.bgp.attribute;

import io.nightjar.bgp.net.SeededHash;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The path attributes of a route: at most one of each type, sorted by type code, immutable, with its hash computed once, when
 * somebody asks for it.
 * It is the unit of interning: routes with equal attributes share one value.
 */
public final class PathAttributes implements Iterable<PathAttribute> {

    public static final PathAttributes EMPTY = new PathAttributes(new PathAttribute[0]);

    private final PathAttribute[] sorted;

    /** 0 as long as it has not been computed: on the way through the rules there are values that nobody asks. */
    private int hash;

    private PathAttributes(PathAttribute[] sorted) {
        this.sorted = sorted;
    }

    /** A set of attributes; throws IllegalArgumentException if a type occurs twice. */
    public static PathAttributes of(PathAttribute... attributes) {
        return of(Arrays.asList(attributes));
    }

    /** A set of attributes; throws IllegalArgumentException if a type occurs twice. */
    public static PathAttributes of(Collection<? extends PathAttribute> attributes) {
        PathAttribute[] sorted = attributes.toArray(PathAttribute[]::new);
        if (!ascending(sorted)) {
            Arrays.sort(sorted, Comparator.comparingInt(PathAttribute::typeCode));
            for (int i = 1; i < sorted.length; i++) {
                if (sorted[i].typeCode() == sorted[i - 1].typeCode()) {
                    throw new IllegalArgumentException("attribute " + sorted[i].typeCode() + " occurs twice");
                }
            }
        }
        return new PathAttributes(sorted);
    }

    /** Most messages have them in this order. */
    private static boolean ascending(PathAttribute[] attributes) {
        for (int i = 1; i < attributes.length; i++) {
            if (attributes[i].typeCode() <= attributes[i - 1].typeCode()) {
                return false;
            }
        }
        return true;
    }

    public boolean isEmpty() {
        return sorted.length == 0;
    }

    public int size() {
        return sorted.length;
    }

    public boolean contains(int typeCode) {
        return indexOf(typeCode) >= 0;
    }

    /** The attribute of this type, if present. */
    public <T extends PathAttribute> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(get(type));
    }

    /** The attribute of this type, of which there are no subtypes; null if there is none. */
    @SuppressWarnings("unchecked")
    public <T extends PathAttribute> @Nullable T get(Class<T> type) {
        for (PathAttribute attribute : sorted) {
            if (attribute.getClass() == type) {
                return (T) attribute;
            }
        }
        return null;
    }

    /** These attributes with {@code attribute} added, or put in the place of the one of its type. */
    public PathAttributes with(PathAttribute attribute) {
        int place = 0;
        while (place < sorted.length && sorted[place].typeCode() < attribute.typeCode()) {
            place++;
        }
        boolean replaces = place < sorted.length && sorted[place].typeCode() == attribute.typeCode();
        if (replaces && sorted[place].equals(attribute)) {
            return this;
        }
        PathAttribute[] changed = new PathAttribute[replaces ? sorted.length : sorted.length + 1];
        int behind = replaces ? place + 1 : place;
        System.arraycopy(sorted, 0, changed, 0, place);
        changed[place] = attribute;
        System.arraycopy(sorted, behind, changed, place + 1, sorted.length - behind);
        return new PathAttributes(changed);
    }

    /** These attributes without the one of this type. */
    public PathAttributes without(int typeCode) {
        int place = indexOf(typeCode);
        if (place < 0) {
            return this;
        }
        PathAttribute[] changed = new PathAttribute[sorted.length - 1];
        System.arraycopy(sorted, 0, changed, 0, place);
        System.arraycopy(sorted, place + 1, changed, place, changed.length - place);
        return new PathAttributes(changed);
    }

    /** The same with other objects for some attributes, which must be equal to those that they replace. */
    public PathAttributes map(UnaryOperator<PathAttribute> replacement) {
        PathAttribute[] changed = new PathAttribute[sorted.length];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = replacement.apply(sorted[i]);
        }
        PathAttributes same = new PathAttributes(changed);
        same.hash = hash;
        return same;
    }

    private int indexOf(int typeCode) {
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i].typeCode() == typeCode) {
                return i;
            }
        }
        return -1;
    }

    /** All attributes in ascending order of their type codes. */
    public List<PathAttribute> asList() {
        return List.of(sorted);
    }

    @Override
    public Iterator<PathAttribute> iterator() {
        return Arrays.asList(sorted).iterator();
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof PathAttributes that
                        && hashCode() == that.hashCode()
                        && Arrays.equals(sorted, that.sorted));
    }

    /** Several threads may compute it: the result is the same. */
    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            long all = SeededHash.SEED;
            for (PathAttribute attribute : sorted) {
                all = SeededHash.next(all, attribute.hashCode() ^ (long) attribute.typeCode() << Integer.SIZE);
            }
            known = SeededHash.end(all);
            hash = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
