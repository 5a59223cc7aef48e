package io.nightjar.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonListingTest {

    private static final RoutesReport.Route FIRST = new RoutesReport.Route(
            "10.1.0.0/16",
            List.of(new RoutesReport.Path(
                    "a", true, "ONLY_ROUTE", null, List.of(new RoutesReport.Attribute("ORIGIN", "IGP")))),
            "only route",
            "blackhole");

    private static final RoutesReport.Route SECOND =
            new RoutesReport.Route("10.2.0.0/16", List.of(), "NO_ROUTE", "no route");

    private final StringWriter text = new StringWriter();

    private final PrintWriter out = new PrintWriter(text);

    /** Both at once. */
    private record Everything(
            @JsonUnwrapped StatusReport status,
            @JsonUnwrapped RoutesReport routes) {}

    @Test
    void pagesLookAsIfTheyHadBeenWrittenAtOnce() {
        JsonListing listing = new JsonListing(out, Map.of());
        listing.add(List.of(FIRST));
        listing.add(List.of(SECOND));
        listing.end();

        assertThat(text).hasToString(ReportJson.write(new RoutesReport(List.of(FIRST, SECOND))));
    }

    @Test
    void nothingAtAllIsAnEmptyList() {
        JsonListing listing = new JsonListing(out, Map.of("peer", "a"));
        listing.add(List.of());
        listing.end();

        assertThat(text).hasToString(ReportJson.write(new AdvertisedReport("a", List.of())));
    }

    @Test
    void whatStandsBeforeTheRoutesIsInTheSameObject() {
        StatusReport status = new StatusReport(
                "0.1",
                null,
                64512L,
                61,
                new StatusReport.Source("file", "x", "read"),
                new StatusReport.Kernel(true, 3, 2, 4, List.of("a"), List.of()),
                List.of(),
                List.of(new StatusReport.Note("/calico/x", "not JSON")));
        JsonListing listing = new JsonListing(out, status);
        listing.add(List.of(FIRST));
        listing.end();

        assertThat(text).hasToString(ReportJson.write(new Everything(status, new RoutesReport(List.of(FIRST)))));
    }

    @Test
    void whatIsNotEndedIsNotTakenForAll() {
        new JsonListing(out, Map.of()).add(List.of(FIRST));

        assertThatThrownBy(() -> ReportJson.read(text.toString(), RoutesReport.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void nobodyWantsMoreWhereWritingFails() {
        PrintWriter broken = new PrintWriter(Writer.nullWriter()) {
            @Override
            public boolean checkError() {
                return true;
            }
        };

        assertThat(new JsonListing(broken, Map.of()).add(List.of(FIRST))).isFalse();
        assertThat(new JsonListing(out, Map.of()).add(List.of(FIRST))).isTrue();
    }
}
