package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** A map of the library is what it is compared with. */
class PrefixMapProperties {

    private static final String NONE = "";

    /** Few, so that they meet again; some share a bucket. */
    @Provide
    Arbitrary<Prefix> prefixes() {
        return Combinators.combine(
                        Arbitraries.of("10.%d.0.0", "fd00:%d::"),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(8, 24, 32))
                .as((form, number, length) -> new Prefix(IpAddress.parse(form.formatted(number)), length));
    }

    @Provide
    Arbitrary<Map<Prefix, String>> changes() {
        return Arbitraries.maps(prefixes(), Arbitraries.of(NONE, NONE, "one", "other"));
    }

    private static PrefixMap<String> changed(PrefixMap<String> map, Map<Prefix, String> changes) {
        return map.with(changes.keySet(), prefix -> NONE.equals(changes.get(prefix)) ? null : changes.get(prefix));
    }

    private static Map<Prefix, String> changed(Map<Prefix, String> map, Map<Prefix, String> changes) {
        Map<Prefix, String> after = new HashMap<>(map);
        after.putAll(changes);
        after.values().removeIf(NONE::equals);
        return after;
    }

    @Property
    void eachVersionStaysWhatItWas(@ForAll @Size(max = 12) List<@From("changes") Map<Prefix, String>> history) {
        List<PrefixMap<String>> versions = new ArrayList<>(List.of(PrefixMap.empty()));
        List<Map<Prefix, String>> expected = new ArrayList<>(List.of(Map.of()));
        for (Map<Prefix, String> changes : history) {
            versions.add(changed(versions.get(versions.size() - 1), changes));
            expected.add(changed(expected.get(expected.size() - 1), changes));
        }
        for (int i = 0; i < versions.size(); i++) {
            assertEqual(versions.get(i), expected.get(i));
            assertThat(differences(versions.get(i), versions.get(0)))
                    .isEqualTo(expected.get(i).keySet());
            int last = versions.size() - 1;
            assertThat(differences(versions.get(last), versions.get(i)))
                    .isEqualTo(differences(expected.get(last), expected.get(i)));
        }
    }

    private static void assertEqual(PrefixMap<String> map, Map<Prefix, String> expected) {
        assertThat(map.entrySet()).isEqualTo(expected.entrySet());
        assertThat(map).isEqualTo(PrefixMap.of(expected)).hasSameHashCodeAs(expected);
        assertThat(map.equals(expected) && expected.equals(map)).isTrue();
        Map<Prefix, String> visited = new HashMap<>();
        map.forEach(visited::put);
        assertThat(visited).isEqualTo(expected);
        expected.forEach((prefix, value) -> assertThat(map.get(prefix)).isEqualTo(value));
        for (Afi afi : List.of(Afi.IPV4, Afi.IPV6)) {
            for (int length = 0; length <= 32; length++) {
                int wanted = length;
                assertThat(map.hasLength(afi, length))
                        .isEqualTo(expected.keySet().stream()
                                .anyMatch(prefix -> prefix.afi().equals(afi) && prefix.length() == wanted));
            }
        }
    }

    private static Set<Prefix> differences(PrefixMap<String> now, PrefixMap<String> before) {
        Set<Prefix> found = new HashSet<>();
        now.differencesFrom(before, prefix -> assertThat(found.add(prefix)).isTrue());
        return found;
    }

    private static Set<Prefix> differences(Map<Prefix, String> now, Map<Prefix, String> before) {
        Set<Prefix> found = new HashSet<>();
        Stream.of(now, before)
                .flatMap(map -> map.keySet().stream())
                .filter(prefix -> !now.getOrDefault(prefix, NONE).equals(before.getOrDefault(prefix, NONE)))
                .forEach(found::add);
        return found;
    }

    @Property
    void nothingNewIsTheSameMap(@ForAll("changes") Map<Prefix, String> changes) {
        PrefixMap<String> map = changed(PrefixMap.empty(), changes);
        assertThat(changed(map, changes)).isSameAs(map);
    }
}
