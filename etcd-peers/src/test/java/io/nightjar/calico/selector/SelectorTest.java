package io.nightjar.calico.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {

    private static final Map<String, String> LABELS =
            Map.of("rack", "r1", "route-reflector", "true", "k8s.io/role_x", "", "in", "x", "a", "say \"b\"");

    private static boolean matches(String text) throws SelectorException {
        return Selector.parse(text).matches(LABELS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '~',
            value = {
                "rack == 'r1'                     => true",
                "rack==\"r1\"                     => true",
                "rack == 'r2'                     => false",
                "none == 'r1'                     => false",
                "rack != 'r1'                     => false",
                "rack != 'r2'                     => true",
                "none != 'r1'                     => true",
                "rack contains '1'                => true",
                "rack contains '2'                => false",
                "none contains ''                 => false",
                "rack starts with 'r'             => true",
                "rack startswith 'r'              => true",
                "rack starts     with '1'         => false",
                "rack ends with '1'               => true",
                "rack endswith 'r'                => false",
                "rack in {'r1', \"r2\"}           => true",
                "rack in{'r2'}                    => false",
                "rack in {}                       => false",
                "rack in {'r1',}                  => true",
                "none in {'r1'}                   => false",
                "rack not in {'r1'}               => false",
                "rack notin {'r2'}                => true",
                "none not in {'r1'}               => true",
                "none not in {}                   => true",
                "in in {'x'}                      => true",
                "has(rack)                        => true",
                "has( none )                      => false",
                "has(k8s.io/role_x)               => true",
                "k8s.io/role_x == ''              => true",
                "a == 'say \"b\"'                 => true",
                "all()                            => true",
                "all(  )                          => true",
                "global()                         => true",
                "~~                               => true",
                "!all()                           => false",
                "!!all()                          => true",
                "! ! ! has(none)                  => true",
                "!has(none) && has(none)          => false",
                "!(has(none) && has(none))        => true",
                "has(none) || has(rack)           => true",
                "has(rack) || has(rack) && has(none) => true",
                "(has(rack) || has(rack)) && has(none) => false",
                "has(none) || has(none)           => false",
                "rack == 'r1' && route-reflector == 'true' => true"
            })
    void asksAboutLabels(String text, boolean matches) throws SelectorException {
        assertThat(matches(text.strip())).isEqualTo(matches);
    }

    @Test
    void takesTabsForSpaces() throws SelectorException {
        assertThat(matches("\track\t==\t'r1'\t")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rack",
                "rack = 'r1'",
                "rack == r1",
                "rack == 'r1",
                "rack == 'r1\"",
                "rack == 'r1' & has(x)",
                "rack == 'r1' | has(x)",
                "rack == 'r1' has(x)",
                "rack == 'r1' &&",
                "&& rack == 'r1'",
                "(rack == 'r1'",
                "rack == 'r1')",
                "()",
                "!",
                "has()",
                "has (rack)",
                "has('rack')",
                "all",
                "all ()",
                "all(x)",
                "rack in 'r1'",
                "rack in {'r1' 'r2'}",
                "rack in {,}",
                "rack in {'r1'",
                "rack inside {'r1'}",
                "rack containsx 'r'",
                "rack starts 'r'",
                "rack\n== 'r1'",
                "'rack' == 'r1'",
                "räck == 'r1'",
                "== 'r1'"
            })
    void refusesWhatIsNotInTheLanguage(String text) {
        assertThatExceptionOfType(SelectorException.class)
                .isThrownBy(() -> Selector.parse(text))
                .withMessageStartingWith("expected ");
    }

    @Test
    void refusesWhatNobodyWouldWrite() throws SelectorException {
        assertThatExceptionOfType(SelectorException.class)
                .isThrownBy(() -> Selector.parse("(".repeat(65) + "all()" + ")".repeat(65)))
                .withMessageContaining("64 deep");
        assertThat(matches("(".repeat(64) + "all()" + ")".repeat(64))).isTrue();
        assertThat(matches("(all()) && ".repeat(100) + "all()")).isTrue();
        assertThatExceptionOfType(SelectorException.class)
                .isThrownBy(() -> Selector.parse(" ".repeat(5000)))
                .withMessageContaining("4096");
        assertThatExceptionOfType(SelectorException.class)
                .isThrownBy(() -> Selector.parse("has(" + "a".repeat(513) + ")"));
        assertThat(matches("has(" + "a".repeat(512) + ")")).isFalse();
        assertThat(matches("!".repeat(1000) + "all()")).isTrue();
    }

    @Test
    void setsAreEqualInAnyOrder() throws SelectorException {
        assertThat(Selector.parse("a in {'x','y'}"))
                .isEqualTo(Selector.parse("a in {'y', 'x', 'x'}"))
                .hasToString("In[label=a, values=[x, y]]");
    }
}
