package io.nightjar.bgp.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PrefixTableProperties {

    private record Named(Prefix prefix, int number) implements PrefixTable.Entry {}

    /** What happens to a table: an entry is added, or the one for its prefix removed. */
    private record Step(boolean add, Named entry) {}

    /** All of them want one place, or that beside it, in every table of up to 512 places. */
    private static final List<Prefix> CROWD = IntStream.range(0, 100_000)
            .mapToObj(number -> new Prefix(new Ipv4Address(number << 6), 26))
            .filter(prefix -> (prefix.hash(SeededHash.SEED) & 510) == 508)
            .limit(100)
            .toList();

    @Provide
    Arbitrary<List<Step>> steps() {
        return steps(Arbitraries.integers()
                .between(0, 120)
                .map(number -> new Prefix(new Ipv4Address(number << 6), number % 3 == 0 ? 24 : 26)));
    }

    @Provide
    Arbitrary<List<Step>> crowdedSteps() {
        return steps(Arbitraries.of(CROWD));
    }

    private static Arbitrary<List<Step>> steps(Arbitrary<Prefix> prefixes) {
        return Combinators.combine(Arbitraries.of(true, true, false), prefixes, Arbitraries.integers())
                .as((add, prefix, number) -> new Step(add, new Named(prefix, number)))
                .list()
                .ofMaxSize(600);
    }

    @Property
    void holdsWhatAMapHolds(@ForAll("steps") List<Step> steps) {
        assertLikeAMap(steps);
    }

    @Property
    void holdsWhatAMapHoldsIfAllWantOnePlace(@ForAll("crowdedSteps") List<Step> steps) {
        assertLikeAMap(steps);
    }

    private static void assertLikeAMap(List<Step> steps) {
        PrefixTable<Named> table = new PrefixTable<>();
        Map<Prefix, Named> map = new HashMap<>();
        for (Step step : steps) {
            Named entry = step.entry();
            if (step.add()) {
                assertSame(map.put(entry.prefix(), entry), table.put(entry));
            } else {
                assertSame(map.remove(entry.prefix()), table.remove(entry.prefix()));
            }
            assertEquals(map.size(), table.size());
            assertEquals(map.isEmpty(), table.isEmpty());
        }
        steps.forEach(step -> assertSame(
                map.get(step.entry().prefix()), table.get(step.entry().prefix())));
        assertEquals(Set.copyOf(map.values()), table.stream().collect(Collectors.toSet()));
        List<Named> iterated = new ArrayList<>();
        table.forEach(iterated::add);
        assertEquals(map.size(), iterated.size());
    }

    @Example
    void growsAndShrinksAndLosesNothing() {
        PrefixTable<Named> table = new PrefixTable<>();
        for (int i = 0; i < 100_000; i++) {
            assertNull(table.put(new Named(new Prefix(new Ipv4Address(i << 6), 26), i)));
        }
        for (int i = 0; i < 100_000; i += 2) {
            assertEquals(
                    i, table.remove(new Prefix(new Ipv4Address(i << 6), 26)).number());
        }
        assertEquals(50_000, table.size());
        for (int i = 1; i < 100_000; i += 2) {
            assertEquals(
                    i, table.remove(new Prefix(new Ipv4Address(i << 6), 26)).number());
        }
        assertTrue(table.isEmpty());
        assertEquals("[]", table.toString());
    }

    @Example
    void isEmptyOnceTheOnlyEntryIsGone() {
        PrefixTable<Named> table = new PrefixTable<>();
        Named entry = new Named(Prefix.IPV4_DEFAULT, 1);
        table.put(entry);
        assertEquals("[0.0.0.0/0]", table.toString());
        assertSame(entry, table.remove(Prefix.IPV4_DEFAULT));
        assertTrue(table.isEmpty());
        assertNull(table.get(Prefix.IPV4_DEFAULT));
        Iterator<Named> none = table.iterator();
        assertThrows(NoSuchElementException.class, none::next);
    }
}
