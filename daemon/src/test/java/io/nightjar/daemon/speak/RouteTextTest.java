package io.nightjar.daemon.speak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LargeCommunities;
import io.nightjar.bgp.attribute.LargeCommunity;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTextTest {

    private static RouteChange line(String text) throws RouteTextException {
        return RouteText.line(Words.of(text));
    }

    @Test
    void aRouteMayHaveAllAttributes() throws RouteTextException {
        RouteChange change = line("announce 192.0.2.0/24 path-id 7 next-hop 10.0.0.1 as-path \"65001 65002 {1,2} 3\""
                + " communities 65001:1 65001:2 large-communities 1:2:3 med 5 local-pref 200 origin incomplete # why");

        assertThat(change.route()).isEqualTo(new Nlri(Prefix.parse("192.0.2.0/24"), 7));
        assertThat(change.family()).isEqualTo(AddressFamily.IPV4_UNICAST);
        PathAttributes attributes = change.attributes();
        assertThat(attributes).isNotNull();
        assertThat(attributes.find(AsPath.class).orElseThrow()).hasToString("65001 65002 {1 2} 3");
        assertThat(attributes.asList())
                .contains(
                        Origin.INCOMPLETE,
                        new NextHop(IpAddress.parse("10.0.0.1")),
                        new MultiExitDisc(5),
                        new LocalPref(200),
                        Communities.of(Community.of(65001, 1), Community.of(65001, 2)),
                        new LargeCommunities(List.of(new LargeCommunity(1, 2, 3))));
    }

    @Test
    void aRouteNeedsNothing() throws RouteTextException {
        assertThat(line("2001:db8::/32").attributes()).isEqualTo(PathAttributes.EMPTY);
        assertThat(line("10.0.0.0/8 as-path \"\"").attributes()).isEqualTo(PathAttributes.of(AsPath.EMPTY));
    }

    @Test
    void aLongPathHasSeveralSegments() throws RouteTextException {
        PathAttributes attributes =
                line("10.0.0.0/8 as-path \"" + "1 ".repeat(300) + "\"").attributes();

        assertThat(attributes).isNotNull();
        assertThat(attributes.find(AsPath.class).orElseThrow().segments()).hasSize(2);
    }

    @Test
    void aRouteIsWithdrawn() throws RouteTextException {
        assertThat(line("withdraw 10.0.0.0/8"))
                .isEqualTo(new RouteChange(Nlri.of(Prefix.parse("10.0.0.0/8")), null, false));
        assertThat(line("withdraw 10.0.0.0/8 path-id 3").route().pathId()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "withdraw | a prefix is missing",
                "10.0.0.0/33 | prefix length 33 does not fit 10.0.0.0",
                "withdraw 10.0.0.0/8 med 5 | 'med' after a route to be withdrawn",
                "10.0.0.0/8 medd 5 | 'medd' is none of [as-path, communities, large-communities, local-pref, med,"
                        + " next-hop, origin, path-id]",
                "10.0.0.0/8 med | the number of med is missing",
                "10.0.0.0/8 med x | 'x' is no number from 0 to 4294967295",
                "10.0.0.0/8 med 4294967296 | '4294967296' is no number from 0 to 4294967295",
                "10.0.0.0/8 next-hop x | next-hop: not an IPv4 address: 'x'",
                "10.0.0.0/8 communities 1 | '1' is no community of 2 numbers",
                "10.0.0.0/8 communities 65536:1 | '65536' is no number from 0 to 65535",
                "10.0.0.0/8 large-communities 1:2 | '1:2' is no community of 3 numbers",
                "10.0.0.0/8 origin x | 'x' is none of igp, egp, incomplete",
                "10.0.0.0/8 as-path \"1 {2\" | braces do not match in '1 {2'",
                "10.0.0.0/8 as-path \"1 }\" | braces do not match in '1 }'",
                "10.0.0.0/8 as-path \"x\" | as-path: not an AS number: 'x'",
                "10.0.0.0/8 as-path \"1 | a quotation mark is missing"
            })
    void whatIsWrongIsNamed(String text, String reason) {
        assertThatThrownBy(() -> line(text))
                .isInstanceOf(RouteTextException.class)
                .hasMessage(reason);
    }

    @Test
    void octetsAreReadInPortions() throws RouteTextException {
        RawOctets octets = RawOctets.of("0xff ".repeat(5000));

        assertThat(octets.portions()).hasSize(2);
        assertThat(octets.length()).isEqualTo(5000);
        assertThatThrownBy(() -> RawOctets.of("fg")).hasMessage("'g' is no hexadecimal digit");
        assertThatThrownBy(() -> RawOctets.of("f")).hasMessage("an odd number of hexadecimal digits");
    }
}
