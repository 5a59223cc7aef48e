package io.nightjar.calico.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;

class SelectorProperties {

    @Provide
    Arbitrary<Selector> selectors() {
        Arbitrary<String> label = Arbitraries.of("a", "b", "in", "not", "has", "all", "x.y/z_1-2");
        Arbitrary<String> value = Arbitraries.of("", "1", "12", "2", "it is", "\"", "true");
        Arbitrary<Selector> simple = Arbitraries.oneOf(
                Arbitraries.just(Selector.ALL),
                label.map(Selector.Has::new),
                Combinators.combine(label, value).as(Selector.Equal::new),
                Combinators.combine(label, Arbitraries.of(Selector.Partly.Part.class), value)
                        .as(Selector.Partly::new),
                Combinators.combine(label, value.set().ofMaxSize(3)).as(Selector.In::new));
        return nested(nested(simple));
    }

    private static Arbitrary<Selector> nested(Arbitrary<Selector> inner) {
        Arbitrary<List<Selector>> operands = inner.list().ofMinSize(2).ofMaxSize(3);
        return Arbitraries.oneOf(
                inner, inner.map(Selector.Not::new), operands.map(Selector.And::new), operands.map(Selector.Or::new));
    }

    @Provide
    Arbitrary<Map<String, String>> labels() {
        return Arbitraries.maps(
                        Arbitraries.of("a", "b", "in", "not", "has", "all", "x.y/z_1-2"),
                        Arbitraries.of("", "1", "12", "2", "it is", "\"", "true"))
                .ofMaxSize(4);
    }

    private static String text(Selector selector) {
        if (selector instanceof Selector.Has has) {
            return "has(" + has.label() + ")";
        }
        if (selector instanceof Selector.Equal equal) {
            return equal.label() + " == " + quoted(equal.value());
        }
        if (selector instanceof Selector.Partly partly) {
            String operator = Map.of(
                            Selector.Partly.Part.ANYWHERE, "contains",
                            Selector.Partly.Part.START, "starts with",
                            Selector.Partly.Part.END, "endswith")
                    .get(partly.part());
            return partly.label() + " " + operator + " " + quoted(partly.value());
        }
        if (selector instanceof Selector.In in) {
            Set<String> values = in.values();
            return in.label() + " in {"
                    + values.stream().map(SelectorProperties::quoted).collect(Collectors.joining(",")) + "}";
        }
        if (selector instanceof Selector.Not not) {
            return "!(" + text(not.operand()) + ")";
        }
        if (selector instanceof Selector.And and) {
            return joined(and.operands(), ") && (");
        }
        return selector instanceof Selector.Or or ? joined(or.operands(), ") || (") : "all()";
    }

    private static String joined(List<Selector> operands, String operator) {
        return operands.stream().map(SelectorProperties::text).collect(Collectors.joining(operator, "(", ")"));
    }

    private static String quoted(String value) {
        return "'" + value + "'";
    }

    @Property(tries = 500)
    void whatIsWrittenIsWhatIsRead(@ForAll("selectors") Selector selector, @ForAll("labels") Map<String, String> labels)
            throws SelectorException {
        String text = text(selector);
        assertThat(Selector.parse(text).matches(labels)).isEqualTo(selector.matches(labels));
    }

    @Property(tries = 1000)
    void anyTextIsASelectorOrIsRefused(
            @ForAll @Chars({'a', '=', '!', '(', ')', '{', '}', '\'', '"', ' ', '&', '|', 'i', 'n', ','}) String text) {
        try {
            assertThat(Selector.parse(text).matches(Map.of())).isIn(true, false);
        } catch (SelectorException e) {
            assertThat(e).hasMessageStartingWith("expected ");
        }
    }
}
