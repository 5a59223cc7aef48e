package io.nightjar.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.testing.WireBytes;
import io.nightjar.daemon.config.InvalidConfigurationException;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.kernel.KernelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** NOTIFICATIONs that broke other speakers, or their logs. */
@Timeout(60)
class DocumentedNotificationsTest {

    private static final PeerKind FROM = PeerKind.EXTERNAL;

    private static HostileBed bed;

    @BeforeAll
    static void start(@TempDir Path directory)
            throws IOException, InvalidConfigurationException, ControlSocketException, KernelException {
        bed = HostileBed.start(directory);
    }

    @AfterAll
    static void stop() throws IOException {
        assertThat(bed.log().faultsOfOurOwn()).isEmpty();
        bed.close();
    }

    /** A line of {@code hostile/notifications.txt}. */
    record Farewell(String row, String name, String octets, String text) {

        @Override
        public String toString() {
            return row + " " + name;
        }
    }

    static List<Farewell> farewells() throws IOException {
        return CaseLines.read("notifications.txt").stream()
                .map(column -> new Farewell(column.get(0), column.get(1), column.get(2), column.get(3)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("farewells")
    void endsTheSessionAndIsToldInPlainText(Farewell farewell) throws IOException {
        int number = bed.nextNumber();
        String name = "Range_" + FROM.address(number).replace('.', '_') + ": down: received ";
        try (RawSession raw = RawSession.dial(FROM.address(number), bed.address())) {
            raw.establish(FROM.open(number));
            raw.send(WireBytes.message(RawSession.NOTIFICATION, CaseLines.hex(farewell.octets())));
            assertThat(raw.lastWords()).isEmpty();
        }
        bed.await("the log tells of it", () -> bed.log().count(name + farewell.text()) == 1);
        assertThat(bed.log().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(1000).matches("[^\\p{Cntrl}]*"));
        bed.assertBystandersUndisturbed();
    }
}
