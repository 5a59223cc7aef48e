package io.nightjar.bgp.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AsNumber;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class AsNumbersTest {

    @Property
    void areAListLikeAnyOther(
            @ForAll @Size(max = 20) List<@LongRange(max = 0xffff_ffffL) Long> values,
            @ForAll @LongRange(max = 0xffff_ffffL) long other) {
        List<AsNumber> plain = values.stream().map(AsNumber::of).toList();
        AsNumbers numbers = AsNumbers.copyOf(plain);

        assertThat((Object) numbers).isEqualTo(plain).hasSameHashCodeAs(plain);
        assertThat(plain).isEqualTo(numbers);
        assertThat((Object) numbers).isEqualTo(AsNumbers.copyOf(new ArrayList<>(plain)));
        List<AsNumber> more = new ArrayList<>(plain);
        more.add(AsNumber.of(other));
        assertThat((Object) numbers).isNotEqualTo(AsNumbers.copyOf(more)).isNotEqualTo(more);
        assertThat(AsNumbers.copyOf(more).count(AsNumber.of(other)))
                .isEqualTo(more.stream().filter(AsNumber.of(other)::equals).count());
    }

    @Property
    void areNotMadeAgain(@ForAll @Size(max = 20) List<@LongRange(max = 0xffff_ffffL) Long> values) {
        AsNumbers numbers = AsNumbers.copyOf(values.stream().map(AsNumber::of).toList());

        assertThat((Object) AsNumbers.copyOf(numbers)).isSameAs(numbers);
    }
}
