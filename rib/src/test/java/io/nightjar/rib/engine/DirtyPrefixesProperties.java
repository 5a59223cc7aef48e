package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What members have missed, as bits for shared names, against a map for each member. */
class DirtyPrefixesProperties {

    private static final List<Nlri> NLRI = IntStream.range(0, 100)
            .mapToObj(i -> new Nlri(Prefix.parse("10.0." + i / 2 + ".0/24"), i % 2 == 0 ? Nlri.NO_PATH_ID : i % 3))
            .toList();

    /** A moment of which is asked when it has been reached. */
    private static final class Moment {

        private final long end;
        private final Set<Nlri> left;
        private int takenSince;
        private boolean reached;

        Moment(long end, Set<Nlri> marked) {
            this.end = end;
            this.left = new HashSet<>(marked);
        }

        void check(boolean isReached) {
            if (isReached) {
                assertThat(left).isEmpty();
            } else {
                assertThat(reached).as("reached before").isFalse();
                assertThat(takenSince).isLessThan(NLRI.size());
            }
            reached = isReached;
        }
    }

    /** One member: as it is, and as plainly as it can be said. */
    private static final class Member {

        private final RouteNames names;
        private final DirtyPrefixes dirty;
        private final Map<Nlri, Boolean> plain = new HashMap<>();
        private final List<Moment> moments = new ArrayList<>();

        Member(RouteNames names) {
            this.names = names;
            this.dirty = new DirtyPrefixes(names);
        }

        void step(Random random) {
            Nlri nlri = NLRI.get(random.nextInt(NLRI.size()));
            int dice = random.nextInt(100);
            if (dice < 70) {
                mark(nlri, random.nextBoolean(), random.nextInt(3) > 0);
            } else if (dice < 75) {
                dirty.gone(names.of(nlri));
                gone(nlri);
            } else if (dice < 90) {
                take(random.nextInt(20));
            } else if (dice < 98) {
                moments.add(new Moment(dirty.end(), plain.keySet()));
            } else {
                dirty.clear();
                plain.clear();
                moments.forEach(moment -> moment.left.clear());
            }
            assertThat(dirty.size()).isEqualTo(plain.size());
            assertThat(dirty.isEmpty()).isEqualTo(plain.isEmpty());
            moments.forEach(moment -> moment.check(dirty.hasReached(moment.end)));
        }

        private void mark(Nlri nlri, boolean known, boolean wanted) {
            dirty.mark(names.of(nlri), known, wanted);
            if (known || wanted) {
                plain.putIfAbsent(nlri, known);
            }
            if (!wanted) {
                gone(nlri);
            }
        }

        private void gone(Nlri nlri) {
            if (Boolean.FALSE.equals(plain.get(nlri))) {
                removed(nlri);
            }
        }

        private void removed(Nlri nlri) {
            plain.remove(nlri);
            moments.forEach(moment -> moment.left.remove(nlri));
        }

        private void take(int limit) {
            Map<Nlri, Boolean> taken = new HashMap<>();
            int before = plain.size();
            dirty.take(
                    limit, (nlri, known) -> assertThat(taken.put(nlri, known)).isNull());
            assertThat(taken).hasSize(Math.min(limit, before));
            taken.forEach((nlri, known) -> {
                assertThat(plain).containsEntry(nlri, known);
                removed(nlri);
            });
            moments.forEach(moment -> moment.takenSince += taken.size());
        }
    }

    @Property(tries = 500)
    void areWhatAMapWouldHold(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int steps) {
        Random random = new Random(seed);
        RouteNames names = new RouteNames();
        List<Member> members = Stream.generate(() -> new Member(names)).limit(3).toList();
        for (int i = 0; i < steps; i++) {
            members.get(random.nextInt(members.size())).step(random);
            Set<Nlri> all = new HashSet<>();
            members.forEach(member -> all.addAll(member.plain.keySet()));
            assertThat(names.size()).isEqualTo(all.size());
        }
    }
}
