package io.nightjar.calico.model;

import io.nightjar.calico.model.FelixSettings.Release;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ClusterInformation {@code default}: which release wrote the cluster, if it says so. */
record ClusterInformation(String key, @Nullable Release release) implements CalicoObject {

    static final ObjectParser PARSER = ObjectParser.of(
            Layout.RESOURCES + "clusterinformations/default",
            (key, value) -> new ClusterInformation(
                    key.group(), release(JsonObject.parse(value).object("spec").textOrEmpty("calicoVersion"))));

    private static final Pattern VERSION = Pattern.compile("v?([0-9]{1,3})\\.([0-9]{1,3})(?:[^0-9].*)?");

    private static @Nullable Release release(String text) {
        Matcher parts = VERSION.matcher(text);
        return parts.matches() ? new Release(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))) : null;
    }

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        if (release != null) {
            assembler.release(release);
        }
    }
}
