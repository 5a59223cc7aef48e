package io.nightjar.daemon.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.Origin;
import org.junit.jupiter.api.Test;

class AttributeNameTest {

    @Test
    void isThatOfTheRfcsAndMadeOnceForAType() {
        assertThat(AttributeName.of(LocalPref.DEFAULT))
                .isEqualTo("LOCAL_PREF")
                .isSameAs(AttributeName.of(new LocalPref(7)));
        assertThat(AttributeName.of(Origin.IGP)).isEqualTo("ORIGIN").isSameAs(AttributeName.of(Origin.EGP));
    }

    @Test
    void ofOneThatWeDoNotSpeakIsItsNumber() {
        assertThat(AttributeName.ofType(99)).isEqualTo("ATTRIBUTE_99");
    }
}
