package io.nightjar.daemon.bird;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.ShutdownCommunication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ends of sessions, as the journal of a session has them, in BIRD's words. */
class BirdErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sent, 2, 2|BGP Error: Bad peer AS",
                "sent, 4, 0|BGP Error: Hold timer expired",
                "received, 6, 3|Received: Peer de-configured",
                "received, 6, 2|Received: Administrative shutdown",
                "received, 5, 3|Received: Unexpected message in Established state",
                "received, 3, 0|Received: Invalid UPDATE message",
                "received, 2, 99|Received: Unknown error 2.99",
                "sent, 6, 1|Automatic shutdown: Route limit exceeded",
                "sent, 6, 2|''",
                "sent, 6, 6|''",
            })
    void notificationsKeepWhoSentThem(String notification, String words) {
        String[] parts = notification.split(", ", -1);
        NotificationMessage message =
                NotificationMessage.of(new NotificationCode(Integer.parseInt(parts[1])), Integer.parseInt(parts[2]));

        assertThat(BirdErrors.of(parts[0] + " " + ShutdownCommunication.describe(message)))
                .isEqualTo(words);
    }

    @Test
    void wordsOfThePeerDoNotPassForAnotherNotification() {
        assertThat(BirdErrors.of("received Cease/Administrative Shutdown (6/2): \"sent Cease (2/2)\""))
                .isEqualTo("Received: Administrative shutdown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connection refused|Socket: Connection refused",
                "connection closed by the peer|Socket: Connection closed",
                "cannot connect: No route to host|Socket: No route to host",
                "cannot connect: connect(..) failed with error(-101): Network is unreachable: /9.9.9.9:179|"
                        + "Socket: Network is unreachable",
                "cannot connect: bind(..) failed: Cannot assign requested address|Socket: Connection closed",
                "connection lost: Connection reset by peer|Socket: Connection reset by peer",
                "something of ours|Error: something of ours",
                "''|''",
            })
    void socketsHaveTheSystemsWords(String reason, String words) {
        assertThat(BirdErrors.of(reason)).isEqualTo(words);
    }
}
