package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.store.ReplicatedKeys.Change;
import io.nightjar.calico.store.ReplicatedKeys.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ReplicatedKeysProperties {

    /** A listing at any moment, then all changes, some of them old or twice: always the store's last content. */
    @Property
    void listingAndChangesMeetWhereverTheyOverlap(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 7) Integer> keyNumbers,
            @ForAll @IntRange(min = 0, max = 40) int listedAt,
            @ForAll @IntRange(min = 0, max = 40) int overlap) {
        TreeMap<String, KeyValueView.Entry> store = new TreeMap<>();
        ReplicatedKeys keys = new ReplicatedKeys();
        List<Change> history = new ArrayList<>();
        int listing = Math.min(listedAt, keyNumbers.size());
        for (int i = 0; i <= keyNumbers.size(); i++) {
            if (i == listing) {
                keys.replace(new KeyValueView("c", i, store));
            }
            if (i < keyNumbers.size()) {
                int number = keyNumbers.get(i);
                String key = "k" + number / 2;
                Change change = number % 2 == 0 ? Change.written(key, "v" + i, i + 1) : Change.deleted(key, i + 1);
                history.add(change);
                if (change.value() == null) {
                    store.remove(change.key());
                } else {
                    store.put(change.key(), new KeyValueView.Entry(change.value(), change.revision()));
                }
            }
        }
        keys.apply(history.subList(Math.max(0, listing - overlap), history.size()));
        assertThat(keys.view()).isEqualTo(new KeyValueView("c", keyNumbers.size(), store));
    }

    @Example
    void onlyWhatAConsumerCanSeeIsAChange() {
        ReplicatedKeys keys = new ReplicatedKeys();
        TreeMap<String, KeyValueView.Entry> content = new TreeMap<>();
        content.put("a", new KeyValueView.Entry("1", 3));
        assertThat(keys.replace(new KeyValueView("c", 5, content))).isEqualTo(Difference.WRITTEN);
        assertThat(keys.replace(new KeyValueView("c", 9, content))).isEqualTo(Difference.NONE);
        assertThat(keys.replace(new KeyValueView("d", 9, content))).isEqualTo(Difference.WRITTEN);
        assertThat(keys.apply(List.of(Change.deleted("b", 10)))).isEqualTo(Difference.NONE);
        assertThat(keys.apply(List.of(Change.written("a", "2", 9)))).isEqualTo(Difference.NONE);
        assertThat(keys.apply(List.of(Change.written("a", "2", 11)))).isEqualTo(Difference.WRITTEN);
        assertThat(keys.revision()).isEqualTo(11);
        assertThat(keys.apply(List.of(Change.deleted("a", 12), Change.written("b", "1", 13))))
                .isEqualTo(Difference.DELETED);
        assertThat(keys.replace(new KeyValueView("d", 14, new TreeMap<>()))).isEqualTo(Difference.DELETED);
    }

    @Example
    void aDirectoryGoesWithEverythingThatIsOlder() {
        ReplicatedKeys keys = new ReplicatedKeys();
        TreeMap<String, KeyValueView.Entry> content = new TreeMap<>();
        List.of("/a/b", "/a/b/1", "/a/b/2/3", "/a/b-c", "/a/b0")
                .forEach(key -> content.put(key, new KeyValueView.Entry("x", 3)));
        keys.replace(new KeyValueView("c", 5, content));
        keys.apply(List.of(Change.written("/a/b/new", "y", 9)));
        assertThat(keys.apply(List.of(Change.deletedBelow("/a/b", 4)))).isEqualTo(Difference.NONE);
        assertThat(keys.apply(List.of(Change.deletedBelow("/a/b", 8)))).isEqualTo(Difference.DELETED);
        assertThat(keys.view().entries()).containsOnlyKeys("/a/b", "/a/b-c", "/a/b/new", "/a/b0");
        assertThat(keys.apply(List.of(Change.deletedBelow("/a/b", 8)))).isEqualTo(Difference.NONE);
    }
}
