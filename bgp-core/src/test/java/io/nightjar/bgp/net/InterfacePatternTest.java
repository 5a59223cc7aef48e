package io.nightjar.bgp.net;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterfacePatternTest {

    @ParameterizedTest
    @CsvSource({
        "cali*, cali12ab, true",
        "cali*, cali, true",
        "cali*, eth0, false",
        "*.cali, wireguard.cali, true",
        "*.cali, vxlan.calico, false",
        "bpf*.cali, bpfin.cali, true",
        "eth?, eth0, true",
        "eth?, eth, false",
        "eth?, eth10, false",
        "tunl0, tunl0, true",
        "tunl0, tunl00, false",
        "*a*b, xaxbxb, true",
        "*a*b, xaxbxc, false",
        "'*', '', true",
        "'?*', '', false",
        "'', '', true",
        "'', a, false",
        "a.c, abc, false",
    })
    void aNameMatchesAsInAShell(String glob, String name, boolean matches) {
        assertThat(new InterfacePattern(glob).matches(name)).isEqualTo(matches);
    }

    @Property
    void itIsTheSameAsAnExpression(
            @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 6) String glob,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 8) String name) {
        String expression = glob.replace("*", ".*").replace('?', '.');
        assertThat(new InterfacePattern(glob).matches(name)).isEqualTo(name.matches(expression));
    }

    @Test
    void onlyStarsLeaveNothingOut() {
        assertThat(InterfacePattern.ANY.matchesEverything()).isTrue();
        assertThat(new InterfacePattern("***").matchesEverything()).isTrue();
        assertThat(new InterfacePattern("*a").matchesEverything()).isFalse();
        assertThat(new InterfacePattern("").matchesEverything()).isFalse();
    }
}
