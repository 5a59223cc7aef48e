package io.nightjar.calico.model;

import io.nightjar.calico.model.BgpSettings.ClusterRoutes;
import java.util.regex.MatchResult;

/** FelixConfigurations: {@code default}, and {@code node.<name>}. Only what concerns routes between nodes is read. */
final class FelixConfigurationParser {

    static final ObjectParser PARSER = ObjectParser.of(
            Layout.RESOURCES + "felixconfigurations/(?:default|node\\.(.+))", FelixConfigurationParser::read);

    private FelixConfigurationParser() {}

    private static FelixConfiguration read(MatchResult key, String value) throws MalformedObjectException {
        String text = JsonObject.parse(value).object("spec").textOrEmpty("programClusterRoutes");
        ClusterRoutes routes = ClusterRoutes.of(text);
        boolean unknown = routes == null && !text.isEmpty();
        return new FelixConfiguration(
                key.group(),
                key.group(1),
                routes,
                unknown ? "'programClusterRoutes' is not used: " + Scalars.quote(text) : "");
    }
}
