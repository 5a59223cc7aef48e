package io.nightjar.daemon.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nightjar.bgp.capability.AddPathCapability;
import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.ExtendedNextHopCapability;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.capability.MultiprotocolCapability;
import io.nightjar.bgp.capability.RoleCapability;
import io.nightjar.bgp.capability.UnknownCapability;

/** Capabilities as JSON. */
public final class CapabilityJson {

    private static final String SUFFIX = "Capability";

    private CapabilityJson() {}

    /** Its code and name, and what it says. */
    public static ObjectNode of(Capability capability) {
        ObjectNode object = JsonTrees.object().put("code", capability.code()).put("name", name(capability));
        if (capability instanceof MultiprotocolCapability multiprotocol) {
            object.put("family", multiprotocol.family().toString());
        } else if (capability instanceof FourOctetAsCapability four) {
            object.put("as", four.asNumber().value());
        } else if (capability instanceof AddPathCapability addPath) {
            addPath(addPath, object.putArray("entries"));
        } else if (capability instanceof ExtendedNextHopCapability nextHops) {
            nextHops(nextHops, object.putArray("entries"));
        } else if (capability instanceof GracefulRestartCapability restart) {
            restart(restart, object);
        } else if (capability instanceof LongLivedGracefulRestartCapability longLived) {
            longLived(longLived, object.putArray("families"));
        } else if (capability instanceof RoleCapability role) {
            object.put("role", role.value());
            BgpRole.ofCode(role.value()).ifPresent(known -> object.put("text", known.name()));
        } else if (capability instanceof UnknownCapability unknown) {
            object.put("value", unknown.value().toHex());
        }
        return object;
    }

    private static void addPath(AddPathCapability addPath, ArrayNode entries) {
        for (AddPathCapability.Entry entry : addPath.entries()) {
            entries.addObject().put("family", entry.family().toString()).put("mode", entry.mode());
        }
    }

    private static void nextHops(ExtendedNextHopCapability nextHops, ArrayNode entries) {
        for (ExtendedNextHopCapability.Entry entry : nextHops.entries()) {
            entries.addObject()
                    .put("family", entry.family().toString())
                    .put("nextHop", entry.nextHop().toString());
        }
    }

    private static void restart(GracefulRestartCapability restart, ObjectNode object) {
        object.put("restarted", restart.restarted())
                .put("notification", restart.notification())
                .put("restartTime", restart.restartSeconds());
        ArrayNode families = object.putArray("families");
        for (GracefulRestartCapability.Family entry : restart.families()) {
            families.addObject()
                    .put("family", entry.family().toString())
                    .put("forwardingPreserved", entry.forwardingPreserved());
        }
    }

    private static void longLived(LongLivedGracefulRestartCapability longLived, ArrayNode families) {
        for (LongLivedGracefulRestartCapability.Family entry : longLived.families()) {
            families.addObject()
                    .put("family", entry.family().toString())
                    .put("forwardingPreserved", entry.forwardingPreserved())
                    .put("staleTime", entry.staleSeconds());
        }
    }

    private static String name(Capability capability) {
        String name = capability.getClass().getSimpleName();
        return AttributeName.upperCase(name.substring(0, name.length() - SUFFIX.length()));
    }
}
