package io.nightjar.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.testing.WireBytes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** NOTIFICATIONs that broke other speakers, or their logs. */
@Timeout(60)
class DocumentedNotificationsTest {

    private static final PeerKind FROM = PeerKind.EXTERNAL;

    @RegisterExtension
    static final SharedBed BED = SharedBed.ofAllKinds();

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
        int number = BED.get().nextNumber();
        String name = "Range_" + FROM.address(number).replace('.', '_') + ": down: received ";
        try (RawSession raw = RawSession.dial(FROM.address(number), BED.get().address())) {
            raw.establish(FROM.open(number));
            raw.send(WireBytes.message(RawSession.NOTIFICATION, CaseLines.hex(farewell.octets())));
            assertThat(raw.lastWords()).isEmpty();
        }
        BED.get().await("the log tells of it", () -> BED.get().log().count(name + farewell.text()) == 1);
        assertThat(BED.get().log().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(1000).matches("[^\\p{Cntrl}]*"));
        BED.get().assertBystandersUndisturbed();
    }
}
