package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.UnknownCapability;
import io.nightjar.bgp.testing.AttributeArbitraries;
import io.nightjar.bgp.testing.CapabilityArbitraries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing that we speak is without a codec and a generator, and nothing has two. */
class CodecTablesTest {

    @Test
    void eachAttributeHasExactlyOneCodec() {
        List<Class<?>> coded = new ArrayList<>();
        AttributeCodecs.ALL.forEach(codec -> coded.add(codec.attributeClass()));
        coded.add(UnknownAttribute.class);
        assertThat(coded).containsExactlyInAnyOrder(PathAttribute.class.getPermittedSubclasses());
    }

    @Test
    void noTwoAttributesShareATypeCode() {
        assertThat(AttributeCodecs.ALL).extracting(AttributeCodec::typeCode).doesNotHaveDuplicates();
        AttributeCodecs.ALL.forEach(
                codec -> assertThat(AttributeCodecs.forType(codec.typeCode())).containsSame(codec));
    }

    @Test
    void eachAttributeHasAGenerator() {
        assertThat(AttributeArbitraries.byClass().keySet())
                .containsExactlyInAnyOrderElementsOf(permitted(PathAttribute.class));
    }

    @Test
    void eachCapabilityHasExactlyOneCodec() {
        List<Class<?>> coded = new ArrayList<>();
        CapabilityCodecs.ALL.forEach(codec -> coded.add(codec.capabilityClass()));
        coded.add(UnknownCapability.class);
        assertThat(coded).containsExactlyInAnyOrder(Capability.class.getPermittedSubclasses());
    }

    @Test
    void eachCapabilityHasAGenerator() {
        assertThat(CapabilityArbitraries.byClass().keySet())
                .containsExactlyInAnyOrderElementsOf(permitted(Capability.class));
    }

    private static <T> List<Class<? extends T>> permitted(Class<T> sealed) {
        List<Class<? extends T>> result = new ArrayList<>();
        Arrays.stream(sealed.getPermittedSubclasses()).forEach(type -> result.add(type.asSubclass(sealed)));
        return result;
    }
}
