package io.nightjar.reflector;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.rib.engine.RoutingRules;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.inbound.LoopCheck;
import io.nightjar.rib.inbound.OwnIdentity;
import io.nightjar.rib.outbound.AdvertisementRule;
import io.nightjar.rib.outbound.ExportReason;
import io.nightjar.rib.outbound.ExportTarget;
import io.nightjar.rib.route.RouteSource.FromPeer;

/** RFC 4456 behind the ports of the table. */
public final class ReflectionRules implements LoopCheck, AdvertisementRule {

    private ReflectionRules() {}

    /** For every speaker that may have a reflector as peer or be one; without clients it behaves as in a full mesh. */
    public static RoutingRules rules() {
        ReflectionRules reflection = new ReflectionRules();
        return new RoutingRules(reflection, reflection);
    }

    @Override
    public ImportReason check(PathAttributes attributes, OwnIdentity own) {
        return ReflectionLoopCheck.check(attributes, own);
    }

    @Override
    public ExportReason check(PathAttributes attributes, FromPeer source, ExportTarget target) {
        if (!ReflectionExport.reflects(ReflectionClass.of(source), ReflectionClass.of(target))) {
            return ExportReason.INTERNAL_TO_INTERNAL;
        }
        // RFC 4456 §8: it was refused when it came, unless the cluster has former clients only.
        boolean again = ReflectionLoopCheck.hasPassed(attributes, source.clientClusterId())
                || ReflectionLoopCheck.hasPassed(attributes, target.clientClusterId());
        return again ? ExportReason.OWN_CLUSTER_ID_IN_LIST : ExportReason.ADVERTISED;
    }

    @Override
    public PathAttributes passOn(PathAttributes attributes, FromPeer source, ExportTarget target) {
        return ReflectionAttributes.reflect(
                attributes, source.identifier(), source.clientClusterId(), target.clientClusterId());
    }
}
