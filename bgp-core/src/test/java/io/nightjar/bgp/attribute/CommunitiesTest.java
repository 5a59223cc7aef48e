package io.nightjar.bgp.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommunitiesTest {

    private static final Community LOW = Community.of(1, 2);
    private static final Community HIGH = Community.NO_EXPORT;

    @Test
    void theValuesAreInAscendingOrderAndEachOfThemOnce() {
        assertThat(Communities.of(HIGH, LOW, HIGH).values()).containsExactly(LOW, HIGH);
        assertThat(Communities.ofBits(false, HIGH.bits(), LOW.bits(), LOW.bits())
                        .values())
                .containsExactly(LOW, HIGH);
    }

    @Test
    void theValuesAreAListLikeAnyOther() {
        List<Community> values = Communities.of(LOW, HIGH).values();

        assertThat(values)
                .isEqualTo(List.of(LOW, HIGH))
                .isNotEqualTo(List.of(HIGH, LOW))
                .hasSameHashCodeAs(List.of(LOW, HIGH));
        assertThat(List.of(LOW, HIGH)).isEqualTo(values);
        assertThat(values.contains(HIGH)).isTrue();
        assertThat(values.contains(Community.NO_ADVERTISE)).isFalse();
    }

    @Test
    void whatAMessageSaysEqualsWhatIsMadeOfValues() {
        assertThat(Communities.ofBits(true, LOW.bits(), HIGH.bits()))
                .isEqualTo(new Communities(List.of(LOW, HIGH), true))
                .isNotEqualTo(Communities.of(LOW, HIGH))
                .hasSameHashCodeAs(new Communities(List.of(HIGH, LOW), true));
    }

    @Test
    void laterChangesOfTheArrayDoNotMatter() {
        int[] bits = {LOW.bits()};
        Communities communities = Communities.ofBits(false, bits);
        bits[0] = HIGH.bits();

        assertThat(communities).isEqualTo(Communities.of(LOW));
    }
}
