package io.nightjar.bgp.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentValuesTest {

    private record Name(String text) {

        /** As in {@link Place}. */
        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    private record Place(String text) {

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    private final RecentValues<Record> recent = new RecentValues<>();

    @Test
    void equalValuesBecomeOneObject() {
        Name first = new Name("node-1");
        assertThat(recent.same(first)).isSameAs(first);
        assertThat(recent.same(new Name("node-1"))).isSameAs(first);
        assertThat(recent.same(new Name("node-2"))).isEqualTo(new Name("node-2"));
    }

    @Test
    void valuesOfTwoClassesWithOneHashDoNotPushEachOtherOut() {
        Name name = new Name("node-1");
        Place place = new Place("node-1");
        recent.same(name);
        recent.same(place);
        assertThat(recent.same(new Name("node-1"))).isSameAs(name);
        assertThat(recent.same(new Place("node-1"))).isSameAs(place);
    }

    @Test
    void moreThanCanBeRememberedAreStillWhatTheyWere() {
        for (int number = 0; number < 5000; number++) {
            Name name = new Name("node-" + number);
            assertThat(recent.same(name)).isSameAs(name);
        }
        Name forgotten = new Name("node-0");
        assertThat(recent.same(forgotten)).isEqualTo(forgotten);
    }
}
