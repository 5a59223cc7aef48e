package io.nightjar.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.testing.WireBytes;
import io.nightjar.daemon.config.InvalidConfigurationException;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.kernel.KernelException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Peers that use what was negotiated up to its limits, and beyond them. */
@Timeout(60)
class NegotiatedLimitsTest {

    private static final PeerKind FROM = PeerKind.EXTERNAL;

    private static HostileBed bed;

    @BeforeAll
    static void start(@TempDir Path directory)
            throws IOException, InvalidConfigurationException, ControlSocketException, KernelException {
        bed = HostileBed.start(
                directory,
                "  - {neighbor-range: 127.39.0.0/16, as: 65001, import: all, export: all, max-prefixes: [{family: ipv4, limit: 3}]}\n");
    }

    @AfterAll
    static void stop() throws IOException {
        bed.assertBystandersUndisturbed();
        assertThat(bed.log().faultsOfOurOwn()).isEmpty();
        bed.close();
    }

    /** RFC 4486 §4: with the family and the limit. */
    @Test
    void moreRoutesThanAllowedInOneUpdateEndTheSession() throws IOException {
        try (RawSession raw = RawSession.dial("127.39.0.2", bed.address())) {
            raw.establish(PeerKind.open(65001, "7f270002"));
            String attributes = "40010100 400206 0201 0000fde9 4003040a000001".replace(" ", "");
            StringBuilder routes = new StringBuilder();
            for (int number = 0; number < 4; number++) {
                routes.append(TestRoute.of(false, 0xf000 + number).wire());
            }
            raw.send(HostileBed.update("", attributes, routes.toString()));
            assertThat(raw.lastWords()).isEqualTo("0601" + "000101" + "00000003");
            bed.session(FROM).settle();
            assertThat(bed.bystanders())
                    .noneMatch(bystander ->
                            bystander.hasRoute(TestRoute.of(false, 0xf000).prefix()));
        }
    }

    /** CVE-2026-49943: a path that only an extended message can hold (RFC 8654), and that fits into nobody else's. */
    @Test
    void aPathOfThreeThousandNumbersIsShownAndGoesNoFurther() throws IOException, ControlSocketException {
        int number = bed.nextNumber();
        TestRoute route = TestRoute.of(false, bed.nextNumber());
        String path = ("02ff" + "0000fdeb".repeat(255)).repeat(12);
        try (RawSession raw = RawSession.dial(FROM.address(number), bed.address())) {
            raw.establish(WireBytes.message(
                    RawSession.OPEN,
                    "04 fde9 0000" + String.format("7f1f%04x", number)
                            + "18 02 16 01 04 0001 00 01 01 04 0002 00 01 06 00 02 00 41 04 0000 fde9"));
            HostileSession session = new HostileSession(bed, FROM, raw);
            raw.send(HostileBed.update(
                    "", "40010100" + WireBytes.attribute(0x40, 2, path) + "4003040a000001", route.wire()));
            session.settle();
            assertThat(bed.bystanders()).noneMatch(bystander -> bystander.hasRoute(route.prefix()));
            RoutesReport.Path shown =
                    bed.report(route.prefix()).orElseThrow().paths().get(0);
            assertThat(shown.best()).isTrue();
            assertThat(shown.attributes())
                    .filteredOn(attribute -> attribute.name().equals("AS_PATH"))
                    .singleElement()
                    .satisfies(attribute ->
                            assertThat(attribute.value().split(" ", -1)).hasSize(3060));
        }
    }

    @Test
    void aLongMessageThatWasNotNegotiatedIsAnError() throws IOException {
        int number = bed.nextNumber();
        try (RawSession raw = RawSession.dial(FROM.address(number), bed.address())) {
            raw.establish(FROM.open(number));
            raw.send(HostileBed.update("", WireBytes.attribute(0xc0, 254, "00".repeat(5000)), ""));
            assertThat(raw.lastWords()).startsWith("0102");
        }
    }

    /** RFC 4271 §9.2: what leaves no room for our own AS number is kept, and told to those who get by without. */
    @Test
    void anAttributeThatFillsAMessageGoesWhereThereIsRoom() throws IOException, ControlSocketException {
        HostileSession session = bed.session(FROM);
        TestRoute route = TestRoute.of(false, bed.nextNumber());
        String attributes = String.join("", session.attributes(FROM.goodPath()).values());
        session.announce(route);
        session.raw().send(HostileBed.update("", attributes + "d0fe0fc4" + "aa".repeat(0xfc4), route.wire()));
        session.settle();
        assertThat(bed.inside().hasRoute(route.prefix())).isFalse();
        assertThat(bed.outside().route(route.prefix())).containsKey(254);
        assertThat(bed.report(route.prefix())).isPresent();
    }
}
