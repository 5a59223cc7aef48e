package io.nightjar.bgp.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PeerIdTest {

    @Test
    void thePeerIsTheSameWhateverItIsCalled() {
        PeerId mesh = new PeerId("10.0.0.2", "Mesh_10_0_0_2");
        PeerId node = new PeerId("10.0.0.2", "Node_10_0_0_2");

        assertThat(mesh).isEqualTo(node).hasSameHashCodeAs(node).isEqualByComparingTo(node);
        assertThat(mesh).isNotEqualTo(new PeerId("10.0.0.3", "Mesh_10_0_0_2"));
        assertThat(new PeerId("a")).isEqualTo(new PeerId("a", "b")).isNotEqualTo(new PeerId("b"));
        assertThat(new PeerId("a", "z")).isLessThan(new PeerId("b", "y"));
    }

    @Test
    void aNewNameIsSeenWhereverThePeerIsKnown() {
        PeerId id = new PeerId("10.0.0.2", "Mesh_10_0_0_2");
        TreeMap<PeerId, String> known = new TreeMap<>();
        known.put(id, "here");

        id.rename("Node_10_0_0_2");

        assertThat(known.firstKey().name()).isEqualTo("Node_10_0_0_2");
        assertThat(known).containsEntry(new PeerId("10.0.0.2"), "here");
        assertThat(id).hasToString("Node_10_0_0_2");
    }

    @Test
    void nobodyIsNameless() {
        assertThatThrownBy(() -> new PeerId("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PeerId("a", "")).isInstanceOf(IllegalArgumentException.class);
    }
}
