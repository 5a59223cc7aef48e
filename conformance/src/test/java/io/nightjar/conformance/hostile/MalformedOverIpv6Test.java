package io.nightjar.conformance.hostile;

import io.nightjar.daemon.control.ControlSocketException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The matrix of malformed attributes about IPv6 routes, over sessions that are IPv6 themselves. */
@Timeout(60)
class MalformedOverIpv6Test {

    private static List<MatrixCase> from(PeerKind kind) throws IOException {
        return MatrixCase.all().stream()
                .filter(row -> row.from() == kind && row.ipv6())
                .toList();
    }

    @Nested
    class FromAnExternalPeer {

        @RegisterExtension
        static final SharedBed BED = SharedBed.overIpv6(PeerKind.EXTERNAL);

        static List<MatrixCase> cases() throws IOException {
            return from(PeerKind.EXTERNAL);
        }

        @ParameterizedTest
        @MethodSource("cases")
        void leadsToWhatTheMatrixSays(MatrixCase row) throws IOException, ControlSocketException {
            new MatrixCheck(BED.get()).check(row);
        }
    }

    @Nested
    class FromAClient {

        @RegisterExtension
        static final SharedBed BED = SharedBed.overIpv6(PeerKind.CLIENT);

        static List<MatrixCase> cases() throws IOException {
            return from(PeerKind.CLIENT);
        }

        @ParameterizedTest
        @MethodSource("cases")
        void leadsToWhatTheMatrixSays(MatrixCase row) throws IOException, ControlSocketException {
            new MatrixCheck(BED.get()).check(row);
        }
    }
}
