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
        // RFC 4456 §8: what has been through a cluster of ours was refused when it came, and need not be held back.
        return ReflectionExport.reflects(ReflectionClass.of(source), ReflectionClass.of(target))
                ? ExportReason.ADVERTISED
                : ExportReason.INTERNAL_TO_INTERNAL;
    }

    @Override
    public PathAttributes passOn(PathAttributes attributes, FromPeer source, ExportTarget target) {
        return ReflectionAttributes.reflect(
                attributes, source.identifier(), source.clientClusterId(), target.clientClusterId());
    }
}
