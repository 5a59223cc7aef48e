package io.nightjar.kernel;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.bgp.net.Prefix;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values by prefix, immutable. A change makes another map, which shares all with this one but the buckets of what is different: for ten
 * thousand prefixes that is a copy of forty entries, and by what two maps share it is known at once where they can differ.
 *
 * @param <V> the values, immutable as well
 */
final class PrefixMap<V> extends AbstractMap<Prefix, V> {

    /** The highest bits of a hash say which bucket; the buckets go by the lowest. */
    private static final int BUCKET_BITS = 8;

    private static final int FIRST_IPV6_LENGTH = Ipv4Address.BIT_LENGTH + 1;

    /** Not written to any more, nor are the maps in it. */
    private final List<Map<Prefix, V>> buckets;

    /** How many prefixes have each length: those of IPv4, then those of IPv6. */
    private final int[] lengths;

    private PrefixMap(List<Map<Prefix, V>> buckets, int[] lengths) {
        this.buckets = buckets;
        this.lengths = lengths;
    }

    static <V> PrefixMap<V> empty() {
        return new PrefixMap<>(
                Collections.nCopies(1 << BUCKET_BITS, Map.of()),
                new int[FIRST_IPV6_LENGTH + Ipv6Address.BIT_LENGTH + 1]);
    }

    static <V> PrefixMap<V> of(Map<Prefix, V> values) {
        return PrefixMap.<V>empty().with(values.keySet(), values::get);
    }

    /** The same but for these prefixes, which have the values that {@code now} says; none if that is null. */
    PrefixMap<V> with(Collection<Prefix> prefixes, Function<Prefix, @Nullable V> now) {
        List<Map<Prefix, V>> changed = new ArrayList<>(buckets);
        int[] counts = lengths.clone();
        boolean different = false;
        for (Prefix prefix : prefixes) {
            V value = now.apply(prefix);
            if (!Objects.equals(value, get(prefix))) {
                V former = put(prefix, value, own(changed, bucket(prefix)));
                counts[lengthIndex(prefix.afi(), prefix.length())] +=
                        (value == null ? 0 : 1) - (former == null ? 0 : 1);
                different = true;
            }
        }
        return different ? new PrefixMap<>(changed, counts) : this;
    }

    /** A bucket that is not shared with this map. */
    private Map<Prefix, V> own(List<Map<Prefix, V>> changed, int index) {
        if (changed.get(index) == buckets.get(index)) {
            changed.set(index, new HashMap<>(buckets.get(index)));
        }
        return changed.get(index);
    }

    private static <V> @Nullable V put(Prefix prefix, @Nullable V value, Map<Prefix, V> bucket) {
        return value == null ? bucket.remove(prefix) : bucket.put(prefix, value);
    }

    private static int bucket(Prefix prefix) {
        return prefix.hashCode() >>> (Integer.SIZE - BUCKET_BITS);
    }

    private static int lengthIndex(Afi afi, int length) {
        return afi.equals(Afi.IPV4) ? length : FIRST_IPV6_LENGTH + length;
    }

    /** Whether any prefix of that family is so long. */
    boolean hasLength(Afi afi, int length) {
        return lengths[lengthIndex(afi, length)] > 0;
    }

    /** Names the prefixes that have another value than before, or only had or have one. */
    void differencesFrom(PrefixMap<V> before, Consumer<Prefix> differing) {
        for (int i = 0; i < buckets.size(); i++) {
            differences(before.buckets.get(i), buckets.get(i), differing);
        }
    }

    /** Names the keys that have another value than before, or only had or have one. */
    static <K, V> void differences(Map<K, V> before, Map<K, V> now, Consumer<K> differing) {
        if (now == before) {
            return;
        }
        now.forEach((key, value) -> {
            if (!value.equals(before.get(key))) {
                differing.accept(key);
            }
        });
        before.keySet().stream().filter(key -> !now.containsKey(key)).forEach(differing);
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        return key instanceof Prefix prefix ? buckets.get(bucket(prefix)).get(prefix) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public int size() {
        return Arrays.stream(lengths).sum();
    }

    @Override
    public void forEach(BiConsumer<? super Prefix, ? super V> action) {
        buckets.forEach(bucket -> bucket.forEach(action));
    }

    @Override
    public Set<Entry<Prefix, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<Prefix, V>> iterator() {
                return buckets.stream()
                        .flatMap(bucket -> Collections.unmodifiableMap(bucket).entrySet().stream())
                        .iterator();
            }

            @Override
            public int size() {
                return PrefixMap.this.size();
            }
        };
    }

    /** What is shared is equal without a look. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PrefixMap<?> that ? buckets.equals(that.buckets) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
