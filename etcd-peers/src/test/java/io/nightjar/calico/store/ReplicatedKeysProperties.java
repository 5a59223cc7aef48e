package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.store.ReplicatedKeys.Change;
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
                Change change = new Change("k" + number / 2, number % 2 == 0 ? "v" + i : null, i + 1);
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
        assertThat(keys.replace(new KeyValueView("c", 5, content))).isTrue();
        assertThat(keys.replace(new KeyValueView("c", 9, content))).isFalse();
        assertThat(keys.replace(new KeyValueView("d", 9, content))).isTrue();
        assertThat(keys.apply(List.of(new Change("b", null, 10)))).isFalse();
        assertThat(keys.apply(List.of(new Change("a", "2", 9)))).isFalse();
        assertThat(keys.apply(List.of(new Change("a", "2", 11)))).isTrue();
        assertThat(keys.revision()).isEqualTo(11);
    }
}
