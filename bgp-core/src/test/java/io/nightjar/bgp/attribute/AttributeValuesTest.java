package io.nightjar.bgp.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.bgp.attribute.AsPath.Segment;
import io.nightjar.bgp.attribute.AsPath.SegmentType;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Octets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AttributeValuesTest {

    private static Segment segment(SegmentType type, long... numbers) {
        return new Segment(type, Arrays.stream(numbers).mapToObj(AsNumber::of).toList());
    }

    @Nested
    class Paths {

        private final AsPath mixed = new AsPath(List.of(
                segment(SegmentType.AS_CONFED_SEQUENCE, 1),
                segment(SegmentType.AS_SEQUENCE, 2, 3),
                segment(SegmentType.AS_SET, 4, 5),
                segment(SegmentType.AS_CONFED_SET, 2)));

        @Test
        void setCountsAsOneAndConfederationsAsNothing() {
            assertThat(mixed.length()).isEqualTo(3);
            assertThat(AsPath.EMPTY.length()).isZero();
        }

        @Test
        void textShowsTheKindsOfSegments() {
            assertThat(mixed).hasToString("(1) 2 3 {4 5} [2]");
        }

        @Test
        void neighbourIsTheFirstOfALeadingSequence() {
            assertThat(AsPath.sequence(AsNumber.of(7), AsNumber.of(8)).firstAs())
                    .contains(AsNumber.of(7));
            assertThat(mixed.firstAs()).isEmpty();
            assertThat(AsPath.sequence().firstAs()).isEmpty();
        }

        @Test
        void occurrencesAreCountedInAllSegments() {
            assertThat(mixed.occurrences(AsNumber.of(2))).isEqualTo(2);
            assertThat(mixed.occurrences(AsNumber.of(9))).isZero();
        }

        @Test
        void prependingFillsTheLeadingSequenceThenBeginsAnother() {
            AsNumber number = AsNumber.of(1);
            AsPath full = new AsPath(List.of(new Segment(SegmentType.AS_SEQUENCE, Collections.nCopies(255, number))));
            assertThat(AsPath.sequence(AsNumber.of(2)).prepend(number)).hasToString("1 2");
            assertThat(full.prepend(number).segments()).hasSize(2);
            assertThat(full.prepend(number).length()).isEqualTo(256);
            assertThat(AsPath.EMPTY.prepend(number)).hasToString("1");
            assertThat(new AsPath(List.of(segment(SegmentType.AS_SET, 2))).prepend(number))
                    .hasToString("1 {2}");
        }

        @Test
        void segmentHasOneToTwoHundredAndFiftyFiveNumbers() {
            assertThatIllegalArgumentException().isThrownBy(() -> segment(SegmentType.AS_SET));
            List<AsNumber> tooMany = Collections.nCopies(256, AsNumber.of(1));
            assertThatIllegalArgumentException().isThrownBy(() -> new Segment(SegmentType.AS_SET, tooMany));
        }
    }

    @Nested
    class CommunityLists {

        @Test
        void listsAreSets() {
            Communities communities =
                    Communities.of(Community.NO_EXPORT, Community.of(1, 2), Community.NO_EXPORT, Community.of(0, 1));
            assertThat(communities.values())
                    .containsExactly(Community.of(0, 1), Community.of(1, 2), Community.NO_EXPORT);
            assertThat(communities.contains(Community.NO_EXPORT)).isTrue();
            assertThat(communities.contains(Community.NO_ADVERTISE)).isFalse();
        }

        @Test
        void communitiesHaveText() {
            assertThat(Community.of(64512, 100)).hasToString("64512:100");
            assertThat(Community.NO_EXPORT).hasToString("65535:65281");
            assertThat(new LargeCommunity(4294967295L, 0, 1)).hasToString("4294967295:0:1");
        }

        @Test
        void partsHaveTheirRange() {
            assertThatIllegalArgumentException().isThrownBy(() -> Community.of(65536, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> Community.of(0, -1));
            assertThatIllegalArgumentException().isThrownBy(() -> Community.of(-1, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> Community.of(0, 65536));
            assertThatIllegalArgumentException().isThrownBy(() -> new LargeCommunity(-1, 0, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> new LocalPref(1L << 32));
        }

        @Test
        void onlyTransitiveExtendedCommunitiesCrossTheBorder() {
            ExtendedCommunities all =
                    new ExtendedCommunities(List.of(0x4000_0000_0000_0001L, 0x0002_0000_0000_0001L), true);
            assertThat(all.transitiveOnly()).isEqualTo(new ExtendedCommunities(List.of(0x0002_0000_0000_0001L), true));
        }

        @Test
        void partialBitDistinguishesLists() {
            List<LargeCommunity> values = List.of(new LargeCommunity(1, 2, 3));
            assertThat(new LargeCommunities(values)).isEqualTo(new LargeCommunities(values, false));
            assertThat(new LargeCommunities(values)).isNotEqualTo(new LargeCommunities(values, true));
            assertThat(new ExtendedCommunities(List.of(1L)).partial()).isFalse();
        }
    }

    @Nested
    class Sets {

        private final PathAttributes attributes = PathAttributes.of(new MultiExitDisc(5), Origin.EGP);

        @Test
        void attributesAreSortedByType() {
            assertThat(attributes.asList()).containsExactly(Origin.EGP, new MultiExitDisc(5));
            assertThat(attributes).isEqualTo(PathAttributes.of(Origin.EGP, new MultiExitDisc(5)));
            assertThat(attributes).hasSameHashCodeAs(PathAttributes.of(Origin.EGP, new MultiExitDisc(5)));
            assertThat(attributes).hasToString("[EGP, MultiExitDisc[value=5]]");
        }

        @Test
        void typeOccursOnce() {
            assertThatIllegalArgumentException().isThrownBy(() -> PathAttributes.of(Origin.EGP, Origin.IGP));
        }

        @Test
        void attributesAreReplacedAddedAndRemoved() {
            assertThat(attributes.with(Origin.IGP).find(Origin.class)).contains(Origin.IGP);
            assertThat(attributes.with(new LocalPref(1)).size()).isEqualTo(3);
            assertThat(attributes.without(AttributeType.ORIGIN)).isEqualTo(PathAttributes.of(new MultiExitDisc(5)));
            assertThat(attributes.without(AttributeType.AS_PATH)).isSameAs(attributes);
            assertThat(attributes.find(AsPath.class)).isEmpty();
            assertThat(PathAttributes.EMPTY.isEmpty()).isTrue();
        }

        @Test
        void otherAttributesAreOthers() {
            assertThat(attributes).isNotEqualTo(PathAttributes.EMPTY).isNotEqualTo("attributes");
        }
    }

    @Test
    void clusterIsPutInFront() {
        ClusterList list = new ClusterList(List.of(new BgpIdentifier(2)));
        assertThat(list.prepend(new BgpIdentifier(1)).clusterIds())
                .containsExactly(new BgpIdentifier(1), new BgpIdentifier(2));
    }

    @Test
    void carriedAttributeBecomesPartial() {
        UnknownAttribute unknown = new UnknownAttribute(100, true, false, Octets.EMPTY);
        assertThat(unknown.asPartial()).isEqualTo(new UnknownAttribute(100, true, true, Octets.EMPTY));
    }
}
