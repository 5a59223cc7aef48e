package io.nightjar.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.testing.WireBytes;
import io.nightjar.daemon.control.ControlSocketException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OPENs, headers and ROUTE-REFRESHs that broke other speakers, sent to a running one. */
@Timeout(60)
class DocumentedMessagesTest {

    private static final PeerKind FROM = PeerKind.EXTERNAL;

    @RegisterExtension
    static final SharedBed BED = SharedBed.ofAllKinds();

    /** A line of {@code hostile/messages.txt}. */
    record Message(String row, String name, String when, String octets, String answer) {

        @Override
        public String toString() {
            return row + " " + name + ", " + when;
        }
    }

    static List<Message> messages() throws IOException {
        return CaseLines.read("messages.txt").stream()
                .map(column -> new Message(column.get(0), column.get(1), column.get(2), column.get(3), column.get(4)))
                .toList();
    }

    private static String hex(String text) {
        return CaseLines.hex(text.replace("{marker}", "ff*16"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isAnsweredAsItsRfcSays(Message message) throws IOException, ControlSocketException {
        int number = BED.get().nextNumber();
        try (RawSession raw = RawSession.dial(FROM.address(number), BED.get().address())) {
            raw.await("an OPEN", () -> raw.count(RawSession.OPEN) == 1);
            switch (message.when()) {
                case "open" -> {}
                case "confirm" -> raw.send(FROM.open(number));
                case "established" -> raw.establish(FROM.open(number));
                default -> throw new AssertionError(message.when());
            }
            raw.send(WireBytes.octets(hex(message.octets())));
            switch (message.answer()) {
                case "fine" -> assertFine(message, raw);
                case "closed" -> assertThat(raw.lastWords()).isEmpty();
                default -> assertThat(raw.lastWords()).isEqualTo(hex(message.answer()));
            }
        }
        assertThat(BED.get().status().peers()).isNotEmpty();
        BED.get().assertBystandersUndisturbed();
    }

    private static void assertFine(Message message, RawSession raw) throws IOException {
        HostileSession session = new HostileSession(BED.get(), FROM, raw);
        if (message.when().equals("open")) {
            raw.await("a KEEPALIVE", () -> raw.count(RawSession.KEEPALIVE) > 0);
            raw.keepalive();
        }
        if (message.octets().contains("0fff")) {
            // Nothing can follow a message that is not complete; it only must not be taken for one that is.
            assertThat(raw.isOpen()).isTrue();
            return;
        }
        session.settle();
        raw.assertUndisturbed();
    }
}
