package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.testing.WireBytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the matrix, from an external and an internal peer, about an IPv4 and an IPv6 route (RFC 7606). */
class MalformedAttributesTest {

    /** In an UPDATE about IPv6 routes NEXT_HOP is ignored, and the second MP_REACH_NLRI would be the fault. */
    private static final Set<Integer> IPV4_ONLY =
            Set.of(AttributeType.NEXT_HOP, AttributeType.MP_REACH_NLRI, AttributeType.MP_UNREACH_NLRI);

    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String line : lines()) {
            String[] cell = line.split(",", -1);
            int type = Integer.parseInt(cell[1]);
            String attribute = WireBytes.attribute(Integer.parseInt(cell[2], 16), type, cell[3]);
            for (boolean ipv6 : IPV4_ONLY.contains(type) ? new boolean[] {false} : new boolean[] {false, true}) {
                cases.add(new Case(cell[0], type, attribute, ipv6, Decoding.EXTERNAL, cell[4]));
                cases.add(new Case(cell[0], type, attribute, ipv6, Decoding.INTERNAL, cell[5]));
            }
        }
        return cases;
    }

    private static List<String> lines() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                MalformedAttributesTest.class.getResourceAsStream("/malformed/matrix.csv"), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).skip(1).toList();
        }
    }

    @Test
    void matrixHasAllItsRows() throws IOException {
        assertThat(lines()).hasSize(88);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void leadsToWhatTheMatrixSays(Case row) throws BgpProtocolException {
        if (row.outcome().startsWith("reset ")) {
            NotificationMessage notification = Decoding.refusal(row.attributes(), row.announced(), row.context());
            assertThat("reset " + notification.code().value() + "/" + notification.subcode())
                    .isEqualTo(row.outcome());
            return;
        }
        DecodedMessage decoded = Decoding.decodeUpdate(row.attributes(), row.announced(), row.context());
        UpdateMessage update = (UpdateMessage) decoded.message();
        switch (row.outcome()) {
            case "withdraw" -> {
                assertThat(update.announces()).isFalse();
                assertThat(Decoding.withdrawnBy(update)).containsExactly(row.route());
                assertThat(decoded.faults()).extracting(AttributeFault::action).contains(FaultAction.TREAT_AS_WITHDRAW);
            }
            case "discard" -> {
                assertThat(update.announces()).isTrue();
                assertThat(update.attributes().contains(row.type())).isFalse();
            }
            case "pass" -> {
                assertThat(update.announces()).isTrue();
                assertThat(update.attributes().contains(row.type())).isTrue();
                assertThat(decoded.faults()).isEmpty();
            }
            default -> throw new AssertionError("unknown outcome " + row.outcome());
        }
    }

    /** One row, one peer, one family. */
    record Case(String name, int type, String attribute, boolean ipv6, CodecContext context, String outcome) {

        /** A route's attributes with the malformed one added, or in the place of the good one. */
        String attributes() {
            Map<Integer, String> all = new TreeMap<>(Map.of(
                    AttributeType.ORIGIN,
                    Decoding.ORIGIN,
                    AttributeType.AS_PATH,
                    Decoding.AS_PATH,
                    ipv6 ? AttributeType.MP_REACH_NLRI : AttributeType.NEXT_HOP,
                    ipv6 ? Decoding.MP_REACH : Decoding.NEXT_HOP));
            all.put(type, attribute);
            return String.join("", all.values());
        }

        String announced() {
            return ipv6 ? "" : Decoding.ROUTE;
        }

        Nlri route() {
            return ipv6 ? Decoding.IPV6_ROUTE_VALUE : Decoding.ROUTE_VALUE;
        }

        @Override
        public String toString() {
            String peer = context.peerType() + (ipv6 ? " IPv6 " : " IPv4 ");
            return peer + name + " " + attribute + " is " + outcome;
        }
    }
}
