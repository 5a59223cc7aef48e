package io.nightjar.daemon.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.DecodedMessage;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.codec.MessageFramer;
import io.nightjar.bgp.codec.WireAttribute;
import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.MessageType;
import io.nightjar.bgp.message.UpdateMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a speaker makes of one frame, as JSON.
 *
 * @param json {@code length}, and then either {@code message} as it is used, with {@code faults}, {@code treatment} and
 *     {@code ignored} where there are any, or {@code type}, {@code notification}, {@code reason} and {@code hex}
 * @param message null where the session would end instead
 * @param problem why the session would end; empty where it would not
 */
public record FrameJson(ObjectNode json, @Nullable BgpMessage message, String problem) {

    private static final MessageCodec CODEC = new MessageCodec();
    private static final int TYPE_OFFSET = MessageFramer.HEADER_LENGTH - 1;

    /**
     * Decodes one frame.
     *
     * @param frame exactly one message with its header
     */
    public static FrameJson of(ByteBuf frame, CodecContext context) {
        ObjectNode json = JsonTrees.object().put("length", frame.readableBytes());
        try {
            DecodedMessage decoded = CODEC.decode(frame, context);
            json.set("message", MessageJson.of(decoded.message()));
            FaultJson.put(decoded.faults(), json);
            if (decoded.message() instanceof UpdateMessage update) {
                ignored(frame, update, decoded.faults(), json);
            }
            return new FrameJson(json, decoded.message(), "");
        } catch (BgpProtocolException e) {
            refused(frame, e, json);
            return new FrameJson(json, null, String.valueOf(e.getMessage()));
        }
    }

    /** Attributes that came and are quietly not used: optional non-transitive ones that are not known, AS4_PATH. */
    private static void ignored(ByteBuf frame, UpdateMessage update, List<AttributeFault> faults, ObjectNode json) {
        Set<Integer> shown = new HashSet<>();
        update.attributes().forEach((PathAttribute attribute) -> shown.add(attribute.typeCode()));
        faults.forEach(fault -> shown.add(fault.attributeType()));
        boolean withdrawn = faults.stream().anyMatch(fault -> fault.action() == FaultAction.TREAT_AS_WITHDRAW);
        ArrayNode ignored = JsonTrees.array();
        for (WireAttribute attribute : WireAttribute.ofUpdate(frame)) {
            if (withdrawn || !shown.contains(attribute.typeCode())) {
                ignored.addObject()
                        .put("attribute", attribute.typeCode())
                        .put("flags", String.format(Locale.ROOT, "%02x", attribute.flags()))
                        .put("value", attribute.value().toHex());
            }
        }
        if (!ignored.isEmpty()) {
            json.set("ignored", ignored);
        }
    }

    private static void refused(ByteBuf frame, BgpProtocolException failure, ObjectNode json) {
        int code = frame.readableBytes() > TYPE_OFFSET ? frame.getUnsignedByte(frame.readerIndex() + TYPE_OFFSET) : 0;
        MessageType.ofCode(code).ifPresent(type -> json.put("type", type.name()));
        json.put("treatment", FaultAction.SESSION_RESET.name());
        json.set("notification", FaultJson.of(failure.notification()));
        json.put("reason", failure.getMessage());
        json.put("hex", ByteBufUtil.hexDump(frame));
    }
}
