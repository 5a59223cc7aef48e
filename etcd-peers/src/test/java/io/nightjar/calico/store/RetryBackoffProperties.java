package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RetryBackoffProperties {

    @Property
    void waitsDoubleUpToTheLongestAndAreShortenedByHalfAtMost(@ForAll long seed) {
        RetryBackoff backoff = new RetryBackoff(new SplittableRandom(seed));
        Duration nominal = RetryBackoff.FIRST;
        for (int i = 0; i < 10; i++) {
            assertThat(backoff.next()).isBetween(nominal.dividedBy(2), nominal);
            Duration doubled = nominal.multipliedBy(2);
            nominal = doubled.compareTo(RetryBackoff.LONGEST) > 0 ? RetryBackoff.LONGEST : doubled;
        }
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(RetryBackoff.FIRST);
    }
}
