package io.nightjar.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

class SpellingProperties {

    @Property
    void theDistanceIsAMetric(
            @ForAll @AlphaChars @StringLength(max = 6) String a,
            @ForAll @AlphaChars @StringLength(max = 6) String b,
            @ForAll @AlphaChars @StringLength(max = 6) String c) {
        assertThat(Spelling.distance(a, b)).isEqualTo(Spelling.distance(b, a));
        assertThat(Spelling.distance(a, b) == 0).isEqualTo(a.equals(b));
        assertThat(Spelling.distance(a, c)).isLessThanOrEqualTo(Spelling.distance(a, b) + Spelling.distance(b, c));
    }

    @Example
    void theNearestIsFoundAcrossCaseAndUnderscores() {
        List<String> keys = List.of("router-id", "neighbors", "as");

        assertThat(Spelling.nearest("ROUTER_ID", keys)).contains("router-id");
        assertThat(Spelling.nearest("neighbour", keys)).contains("neighbors");
        assertThat(Spelling.nearest("asn", keys)).contains("as");
        assertThat(Spelling.nearest("password", keys)).isEmpty();
    }
}
