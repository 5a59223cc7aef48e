package io.nightjar.daemon.explain;

import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.config.SpeakerPeer;
import io.nightjar.rib.outbound.ExportReason;
import io.nightjar.rib.outbound.ExportVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says who hears of it, and what stopped it for the others: peers with the same reason together. */
final class ExportSteps {

    private ExportSteps() {}

    /** What is said of which peers. */
    private record Group(Code code, String text) {}

    static List<Step> of(Facts facts) {
        Map<Group, List<String>> groups = new LinkedHashMap<>();
        facts.table()
                .exports()
                .forEach((peer, verdict) -> groups.computeIfAbsent(group(verdict), unknown -> new ArrayList<>())
                        .add(peer.name()));
        List<String> down = facts.config().peers().stream()
                .map(SpeakerPeer::session)
                .map(peer -> peer.id())
                .filter(peer -> !facts.table().exports().containsKey(peer))
                .map(PeerId::name)
                .toList();
        if (!down.isEmpty()) {
            groups.put(new Group(Code.EXPORT_NO_SESSION, "has no session"), down);
        }
        return groups.entrySet().stream()
                .map(group -> Step.of(
                        group.getKey().code(), group.getValue(), group.getKey().text()))
                .toList();
    }

    private static Group group(ExportVerdict verdict) {
        String words = words(verdict.reason());
        String rule = verdict.origin().isEmpty() ? "" : ": " + verdict.origin();
        return new Group(Code.valueOf("EXPORT_" + verdict.reason().name()), words + rule);
    }

    private static String words(ExportReason reason) {
        return switch (reason) {
            case ADVERTISED -> "hears of it";
            case NOT_BACK_TO_SOURCE -> "hears nothing, because it is from there";
            case FAMILY_NOT_NEGOTIATED -> "hears nothing, because the session does not carry the family";
            case NO_ADVERTISE -> "hears nothing, because of NO_ADVERTISE";
            case NO_EXPORT -> "hears nothing, because of NO_EXPORT";
            case NO_EXPORT_SUBCONFED -> "hears nothing, because of NO_EXPORT_SUBCONFED";
            case INTERNAL_TO_INTERNAL -> "hears nothing, because an internal peer's route is not told to another one";
            case OWN_CLUSTER_ID_IN_LIST -> "hears nothing, because the route has been through our cluster";
            case LONG_LIVED_STALE -> "hears nothing, because the route has been stale for long";
            case ONLY_TO_CUSTOMER -> "hears nothing, because of ONLY_TO_CUSTOMER";
            case REJECTED_BY_POLICY -> "hears nothing, because the export policy rejects it";
            case NO_NEXT_HOP_OF_FAMILY -> "hears nothing, because there is no next hop of the family";
            case EXTENDED_NEXT_HOP -> "hears nothing, because it takes no IPv6 next hop for IPv4";
            case TOO_LONG -> "hears nothing, because the attributes leave no room in a message";
            case NO_ROUTE -> throw new IllegalStateException("nobody asks who hears of no route");
        };
    }
}
