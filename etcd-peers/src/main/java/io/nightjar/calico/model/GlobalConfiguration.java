package io.nightjar.calico.model;

import io.nightjar.bgp.net.AsNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The BGPConfiguration {@code default}; {@code ignored} is what it says that cannot be used. */
record GlobalConfiguration(
        String key, @Nullable AsNumber asNumber, boolean meshEnabled, BgpSettings settings, List<String> ignored)
        implements CalicoObject {

    GlobalConfiguration {
        ignored = List.copyOf(ignored);
    }

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        if (asNumber != null) {
            assembler.globalAsNumber(asNumber);
        }
        assembler.meshEnabled(meshEnabled);
        assembler.settings(settings);
        ignored.forEach(reason -> assembler.remark(key, reason));
    }
}
