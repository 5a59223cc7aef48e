package io.nightjar.daemon.config;

import java.util.List;
import java.util.Optional;

/**
 * A kind of section.
 *
 * @param name for the documentation
 * @param keys in the order of the documentation
 */
record SectionType(String name, List<Key> keys) {

    SectionType {
        keys = List.copyOf(keys);
    }

    static SectionType of(String name, Key... keys) {
        return new SectionType(name, List.of(keys));
    }

    boolean knows(String key) {
        return keys.stream().anyMatch(known -> known.name().equals(key));
    }

    /** The known key that is most like {@code word}, if one is like it at all. */
    Optional<String> nearest(String word) {
        return Spelling.nearest(word, keys.stream().map(Key::name).toList());
    }
}
