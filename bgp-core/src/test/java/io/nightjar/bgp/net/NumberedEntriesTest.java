package io.nightjar.bgp.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class NumberedEntriesTest {

    private static NumberedEntries<String> of(String... texts) {
        NumberedEntries<String> entries = new NumberedEntries<>();
        for (String text : texts) {
            entries.add(text);
        }
        return entries;
    }

    @Test
    void numbersFollowOneAnother() {
        NumberedEntries<Integer> entries = new NumberedEntries<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(entries.add(-i)).isEqualTo(i);
        }
        assertThat(entries.get(999)).isEqualTo(-999);
        assertThat(entries.size()).isEqualTo(1000);
        assertThat(entries).startsWith(0, -1, -2).hasSize(1000);
    }

    @Test
    void freeNumbersAreGivenFirst() {
        NumberedEntries<String> entries = of("a", "b", "c", "d", "e");
        entries.remove(1);
        entries.remove(3);
        assertThat(entries).containsExactly("a", "c", "e");
        assertThat(entries.add("f")).isEqualTo(3);
        assertThat(entries.add("g")).isEqualTo(1);
        assertThat(entries.add("h")).isEqualTo(5);
        entries.set(0, "i");
        assertThat(entries).containsExactly("i", "g", "c", "f", "e", "h");
    }

    @Test
    void theLastNumberIsGivenAgain() {
        NumberedEntries<String> entries = of("a", "b");
        entries.remove(1);
        entries.remove(0);
        assertThat(entries).isEmpty();
        assertThat(entries.add("c")).isZero();
    }

    @Test
    void manyHolesAreRemembered() {
        NumberedEntries<String> entries = of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
        for (int number = 0; number < 11; number++) {
            entries.remove(number);
        }
        assertThat(entries).containsExactly("11");
        for (int number = 0; number < 11; number++) {
            assertThat(entries.add("new")).isLessThan(11);
        }
        assertThat(entries.add("last")).isEqualTo(12);
    }

    @Test
    void renumberedLeavesNoHoles() {
        NumberedEntries<String> entries = of("a", "b", "c");
        entries.remove(0);
        NumberedEntries<String> dense = entries.renumbered();
        assertThat(dense.get(0)).isEqualTo("b");
        assertThat(dense.get(1)).isEqualTo("c");
        assertThat(dense.add("d")).isEqualTo(2);
    }

    @Test
    void theIterationEnds() {
        Iterator<String> iterator = of("a").iterator();
        assertThat(iterator.next()).isEqualTo("a");
        assertThat(iterator.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
    }
}
