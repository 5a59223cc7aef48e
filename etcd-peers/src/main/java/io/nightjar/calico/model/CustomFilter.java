package io.nightjar.calico.model;

/**
 * {@code /calico/bgp/v1/global/custom_filters/v4/<name>}: statements in BIRD's own filter language.
 *
 * @param key where it is
 */
public record CustomFilter(String key) implements CalicoObject {

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        assembler.customFilter(this);
    }
}
