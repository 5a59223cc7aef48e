package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class RouteLogTest {

    private static final KernelRoute ROUTE = KernelRoute.blackhole(Prefix.parse("192.168.18.64/26"));

    private final RecordedLines lines = new RecordedLines();
    private final RouteLog log = new RouteLog(lines);

    /** Keeps what is written. */
    private static final class RecordedLines extends LegacyAbstractLogger {

        private static final long serialVersionUID = 1;

        private final transient List<String> written = new ArrayList<>();

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String pattern,
                Object @Nullable [] arguments,
                @Nullable Throwable cause) {
            written.add(level + " " + MessageFormatter.basicArrayFormat(pattern, arguments));
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }

    @Test
    void oneRouteStandsForAllThatWaitForALink() {
        log.about(RouteLog.Matter.WAITS, ROUTE).log("not written: {}", ROUTE);
        log.about(RouteLog.Matter.WAITS, ROUTE).log("not written: {}", ROUTE);
        log.turnEnds();
        assertThat(lines.written)
                .hasSize(2)
                .last()
                .asString()
                .endsWith("not written for want of a link: 1 more routes");
    }

    private void repair(int routes) {
        for (int i = 0; i < routes; i++) {
            log.about(RouteLog.Matter.REPAIR, ROUTE).log("repairing {}", ROUTE);
        }
    }

    @Test
    void aLineHasItsEventAndItsPrefix() {
        repair(1);
        log.turnEnds();
        assertThat(lines.written).containsExactly("INFO event=route-repair prefix=192.168.18.64/26 repairing " + ROUTE);
    }

    @Test
    void ofManyTheFirstAreNamedAndTheOthersCounted() {
        repair(1000);
        assertThat(lines.written).hasSize(20);
        log.turnEnds();
        assertThat(lines.written)
                .hasSize(21)
                .last()
                .isEqualTo("INFO event=route-repair routes=980 repairing: 980 more routes");
    }

    @Test
    void eachMatterIsCountedByItselfAndInEachTurnAnew() {
        repair(20);
        log.about(RouteLog.Matter.REFUSED, ROUTE).log("not written: {}", ROUTE);
        log.turnEnds();
        repair(1);
        log.turnEnds();
        assertThat(lines.written).hasSize(22);
    }
}
