package io.nightjar.daemon.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nightjar.bgp.attribute.Aggregator;
import io.nightjar.bgp.attribute.As4Aggregator;
import io.nightjar.bgp.attribute.As4Path;
import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.AtomicAggregate;
import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.ExtendedCommunities;
import io.nightjar.bgp.attribute.LargeCommunities;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.OnlyToCustomer;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Path attributes as JSON. */
public final class AttributesJson {

    private static final Map<Class<? extends PathAttribute>, Function<PathAttribute, JsonNode>> FORMS = Map.ofEntries(
            form(AsPath.class, AttributesJson::asPath),
            form(NextHop.class, nextHop -> text(nextHop.address())),
            form(MultiExitDisc.class, metric -> number(metric.value())),
            form(LocalPref.class, preference -> number(preference.value())),
            form(AtomicAggregate.class, aggregate -> BooleanNode.TRUE),
            form(Aggregator.class, aggregator -> aggregator(aggregator.asNumber(), aggregator.address())),
            form(Communities.class, communities -> JsonTrees.texts(communities.values())),
            form(OriginatorId.class, originator -> text(originator.identifier())),
            form(ClusterList.class, clusters -> JsonTrees.texts(clusters.clusterIds())),
            form(MpReachNlri.class, AttributesJson::reach),
            form(MpUnreachNlri.class, AttributesJson::unreach),
            form(
                    ExtendedCommunities.class,
                    communities -> JsonTrees.texts(communities.values().stream()
                            .map(ExtendedCommunityText::of)
                            .toList())),
            form(As4Path.class, path -> asPath(path.path())),
            form(As4Aggregator.class, aggregator -> aggregator(aggregator.asNumber(), aggregator.address())),
            form(LargeCommunities.class, communities -> JsonTrees.texts(communities.values())),
            form(OnlyToCustomer.class, customer -> number(customer.asNumber().value())),
            form(UnknownAttribute.class, AttributesJson::unknown));

    private AttributesJson() {}

    private static <T extends PathAttribute>
            Map.Entry<Class<? extends PathAttribute>, Function<PathAttribute, JsonNode>> form(
                    Class<T> type, Function<T, JsonNode> writer) {
        return Map.entry(type, attribute -> writer.apply(type.cast(attribute)));
    }

    /** All attributes by name, in the order of their type codes. */
    public static ObjectNode of(PathAttributes attributes) {
        ObjectNode object = JsonTrees.object();
        for (PathAttribute attribute : attributes) {
            object.set(AttributeName.of(attribute), value(attribute));
        }
        return object;
    }

    /** What one attribute says. */
    public static JsonNode value(PathAttribute attribute) {
        return Optional.ofNullable(FORMS.get(attribute.getClass()))
                .map(form -> form.apply(attribute))
                .orElseGet(() -> text(attribute));
    }

    private static JsonNode text(Object value) {
        return TextNode.valueOf(value.toString());
    }

    private static JsonNode number(long value) {
        return LongNode.valueOf(value);
    }

    private static JsonNode asPath(AsPath path) {
        ArrayNode segments = JsonTrees.array();
        for (AsPath.Segment segment : path.segments()) {
            ArrayNode numbers =
                    segments.addObject().put("type", segment.type().name()).putArray("numbers");
            segment.numbers().forEach(number -> numbers.add(number.value()));
        }
        return segments;
    }

    private static JsonNode aggregator(AsNumber asNumber, IpAddress address) {
        return JsonTrees.object().put("as", asNumber.value()).put("address", address.toString());
    }

    private static JsonNode reach(MpReachNlri reach) {
        ObjectNode object = JsonTrees.object()
                .put("family", reach.family().toString())
                .put("nextHop", reach.nextHop().toString());
        if (reach.linkLocalNextHop() != null) {
            object.put("linkLocalNextHop", reach.linkLocalNextHop().toString());
        }
        object.set("announced", JsonTrees.routes(reach.announced()));
        return object;
    }

    private static JsonNode unreach(MpUnreachNlri unreach) {
        ObjectNode object = JsonTrees.object().put("family", unreach.family().toString());
        object.set("withdrawn", JsonTrees.routes(unreach.withdrawn()));
        return object;
    }

    private static JsonNode unknown(UnknownAttribute unknown) {
        return JsonTrees.object()
                .put("transitive", unknown.transitive())
                .put("partial", unknown.partial())
                .put("value", unknown.value().toHex());
    }
}
