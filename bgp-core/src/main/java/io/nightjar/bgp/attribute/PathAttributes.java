package io.nightjar.bgp.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The path attributes of a route: at most one of each type, sorted by type code, immutable, with its hash computed once.
 * It is the unit of interning: routes with equal attributes share one value.
 */
public final class PathAttributes implements Iterable<PathAttribute> {

    public static final PathAttributes EMPTY = new PathAttributes(new PathAttribute[0]);

    private final PathAttribute[] sorted;
    private final int hash;

    private PathAttributes(PathAttribute[] sorted) {
        this.sorted = sorted;
        this.hash = Arrays.hashCode(sorted);
    }

    /** A set of attributes; throws IllegalArgumentException if a type occurs twice. */
    public static PathAttributes of(PathAttribute... attributes) {
        return of(Arrays.asList(attributes));
    }

    /** A set of attributes; throws IllegalArgumentException if a type occurs twice. */
    public static PathAttributes of(Collection<? extends PathAttribute> attributes) {
        PathAttribute[] sorted = attributes.toArray(PathAttribute[]::new);
        Arrays.sort(sorted, Comparator.comparingInt(PathAttribute::typeCode));
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i].typeCode() == sorted[i - 1].typeCode()) {
                throw new IllegalArgumentException("attribute " + sorted[i].typeCode() + " occurs twice");
            }
        }
        return new PathAttributes(sorted);
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

    /** The attribute of this type; null if there is none. */
    public <T extends PathAttribute> @Nullable T get(Class<T> type) {
        for (PathAttribute attribute : sorted) {
            if (type.isInstance(attribute)) {
                return type.cast(attribute);
            }
        }
        return null;
    }

    /** These attributes with {@code attribute} added, or put in the place of the one of its type. */
    public PathAttributes with(PathAttribute attribute) {
        List<PathAttribute> changed = new ArrayList<>(Arrays.asList(sorted));
        changed.removeIf(candidate -> candidate.typeCode() == attribute.typeCode());
        changed.add(attribute);
        return of(changed);
    }

    /** These attributes without the one of this type. */
    public PathAttributes without(int typeCode) {
        if (!contains(typeCode)) {
            return this;
        }
        List<PathAttribute> changed = new ArrayList<>(Arrays.asList(sorted));
        changed.removeIf(candidate -> candidate.typeCode() == typeCode);
        return of(changed);
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
        return asList().iterator();
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof PathAttributes that && hash == that.hash && Arrays.equals(sorted, that.sorted));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
