package io.nightjar.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.control.ControlSocketException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The matrix of malformed attributes (RFC 7606) over real sessions with a running speaker. */
@Timeout(60)
class MalformedAttributesTest {

    @RegisterExtension
    static final SharedBed BED = SharedBed.ofAllKinds();

    static List<MatrixCase> cases() throws IOException {
        return MatrixCase.all();
    }

    @Test
    void theMatrixIsComplete() throws IOException {
        assertThat(MatrixCase.lines()).hasSize(88);
        assertThat(cases()).hasSizeGreaterThan(6 * 88);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void leadsToWhatTheMatrixSays(MatrixCase row) throws IOException, ControlSocketException {
        new MatrixCheck(BED.get()).check(row);
    }
}
