package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.speaker.SpeakerConfigDiff.Aspect;
import io.nightjar.rib.config.NeighborRange;
import io.nightjar.rib.config.SpeakerConfig;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SpeakerConfigDiffProperties {

    @Property
    void applyingTheDifferenceMakesOneOfTheOther(
            @ForAll("configs") SpeakerConfig a, @ForAll("configs") SpeakerConfig b) {
        SpeakerConfigDiff diff = SpeakerConfigDiff.between(a, b);
        Set<Aspect> aspects = diff.aspects();

        assertThat(applied(a.peers(), diff.peers(), peer -> peer.session().id()))
                .containsExactlyInAnyOrderElementsOf(b.peers());
        assertThat(applied(a.ranges(), diff.ranges(), NeighborRange::network))
                .containsExactlyInAnyOrderElementsOf(b.ranges());
        assertThat(aspects.contains(Aspect.LISTENERS))
                .isNotEqualTo(a.local().listeners().equals(b.local().listeners()));
        assertThat(aspects.contains(Aspect.ORIGINATED))
                .isNotEqualTo(a.originated().equals(b.originated()));
        assertThat(aspects.contains(Aspect.KERNEL)).isNotEqualTo(a.kernel().equals(b.kernel()));
    }

    private static <T> Collection<T> applied(List<T> running, Changes<T> changes, Function<T, Object> name) {
        Map<Object, T> result = new HashMap<>();
        running.forEach(element -> result.put(name.apply(element), element));
        changes.removed()
                .forEach(element ->
                        assertThat(result.remove(name.apply(element))).isNotNull());
        changes.added()
                .forEach(element ->
                        assertThat(result.put(name.apply(element), element)).isNull());
        changes.restarted()
                .forEach(element ->
                        assertThat(result.put(name.apply(element), element)).isNotNull());
        changes.kept()
                .forEach(element ->
                        assertThat(result.put(name.apply(element), element)).isNotNull());
        return result.values();
    }

    @Property
    void equalConfigurationsHaveNoDifference(@ForAll("configs") SpeakerConfig config) {
        assertThat(SpeakerConfigDiff.between(config, config).isEmpty()).isTrue();
    }

    @Property
    void aSessionRestartsOnlyForWhatTheOpenOrTheConnectionCarries(
            @ForAll("configs") SpeakerConfig a, @ForAll("configs") SpeakerConfig b) {
        Map<PeerId, PeerConfig> before = new HashMap<>();
        a.peers().forEach(peer -> before.put(peer.session().id(), peer.session()));

        SpeakerConfigDiff diff = SpeakerConfigDiff.between(a, b);

        assertThat(diff.peers().restarted())
                .allSatisfy(peer -> assertThat(peer.session())
                        .isNotEqualTo(before.get(peer.session().id())));
        assertThat(diff.peers().kept())
                .allSatisfy(peer -> assertThat(peer.session())
                        .isEqualTo(before.get(peer.session().id())));
    }

    @Property
    void anotherIdentifierRestartsAllRanges(@ForAll("configs") SpeakerConfig a) {
        SpeakerConfig.Local local = new SpeakerConfig.Local(
                a.local().asNumber(), new BgpIdentifier(2), a.local().listeners());
        SpeakerConfig b = new SpeakerConfig(local, a.peers(), a.ranges(), a.originated(), a.kernel());

        SpeakerConfigDiff diff = SpeakerConfigDiff.between(a, b);

        assertThat(diff.aspects()).containsExactly(Aspect.IDENTITY);
        assertThat(diff.ranges().restarted()).isEqualTo(a.ranges());
    }

    @Provide
    Arbitrary<SpeakerConfig> configs() {
        return SpeakerConfigs.any();
    }
}
