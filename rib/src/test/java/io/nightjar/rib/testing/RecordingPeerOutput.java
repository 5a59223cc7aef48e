package io.nightjar.rib.testing;

import io.netty.buffer.Unpooled;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.DecodedMessage;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.rib.PeerOutput;
import io.nightjar.rib.inbound.ReceivedUpdate;
import io.nightjar.rib.inbound.Sender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A peer that decodes what it is sent and keeps the routes; its channel can be blocked. */
public final class RecordingPeerOutput implements PeerOutput {

    private final CodecContext context;
    private final CodecContext peersContext;
    private final Map<Nlri, PathAttributes> routes =
            new TreeMap<>(Comparator.comparing(Nlri::prefix).thenComparing(Nlri::pathId));
    private final List<String> markers = new ArrayList<>();
    private final List<UpdateMessage> updates = new ArrayList<>();
    private final List<AddressFamily> endsOfRib = new ArrayList<>();
    private final List<String> reading = new CopyOnWriteArrayList<>();
    private final List<byte[]> messages = new ArrayList<>();
    private final List<List<byte[]>> blocks = new ArrayList<>();
    private final List<Ending> endings = new CopyOnWriteArrayList<>();
    private boolean writable = true;
    private boolean mayHearOfUnknown;
    private int credit = Integer.MAX_VALUE;

    public RecordingPeerOutput(CodecContext context) {
        this.context = context;
        this.peersContext = mirrored(context);
    }

    /** How the peer reads what we write. */
    private static CodecContext mirrored(CodecContext ours) {
        return new CodecContext(
                ours.peerType(),
                ours.fourOctetAs(),
                ours.families(),
                /* addPathReceive= */ ours.addPathSend(),
                /* addPathSend= */ ours.addPathReceive(),
                ours.maxMessageLength(),
                ours.overLoopback(),
                ours.extendedNextHop());
    }

    @Override
    public boolean isWritable() {
        return writable && credit > 0;
    }

    @Override
    public void send(List<byte[]> sent) {
        blocks.add(sent);
        for (byte[] message : sent) {
            receive(message);
        }
        credit = credit == Integer.MAX_VALUE ? credit : credit - 1;
    }

    private void receive(byte[] message) {
        if (message.length > context.maxMessageLength()) {
            throw new AssertionError("a message of " + message.length + " octets");
        }
        messages.add(message);
        if (decode(message) instanceof UpdateMessage update) {
            receive(update);
        } else {
            RouteRefreshMessage marker = (RouteRefreshMessage) decode(message);
            markers.add((marker.subtype() == RouteRefreshMessage.BEGIN ? "begin " : "end ") + marker.family());
        }
    }

    private void receive(UpdateMessage update) {
        updates.add(update);
        update.endOfRibFamily().ifPresent(family -> {
            endsOfRib.add(family);
            markers.add("all " + family);
        });
        // Taken apart as from an internal peer: nothing that was sent is left out.
        ReceivedUpdate received = ReceivedUpdate.of(update, new Sender(PeerType.INTERNAL, AsNumber.of(64512), null));
        received.withdrawn().forEach(this::withdraw);
        received.announcements()
                .forEach(announcement ->
                        announcement.nlri().forEach(nlri -> routes.put(nlri, announcement.attributes())));
        if (!received.withdrawn().isEmpty() || !received.announcements().isEmpty()) {
            if (!writable) {
                throw new AssertionError("routes for a channel that is blocked");
            }
            markers.add("routes");
        }
    }

    private void withdraw(Nlri nlri) {
        if (routes.remove(nlri) == null && !mayHearOfUnknown) {
            throw new AssertionError("a withdrawal of " + nlri + ", which the peer does not have");
        }
    }

    /** RFC 4271 §9.2: what fits no message is taken back also from who may never have had it. */
    public void mayHearOfUnknown() {
        mayHearOfUnknown = true;
    }

    private BgpMessage decode(byte[] message) {
        try {
            DecodedMessage decoded = new MessageCodec().decode(Unpooled.wrappedBuffer(message), peersContext);
            if (!decoded.faults().isEmpty()) {
                throw new AssertionError("sent with faults: " + decoded.faults());
            }
            return decoded.message();
        } catch (BgpProtocolException fault) {
            throw new AssertionError("sent what cannot be decoded", fault);
        }
    }

    @Override
    public void pauseReading() {
        reading.add("pause");
    }

    @Override
    public void resumeReading() {
        reading.add("resume");
    }

    @Override
    public void end(NotificationMessage notification, @Nullable Duration startAgainAfter) {
        endings.add(new Ending(notification, startAgainAfter));
    }

    /** How the table wants the session to end. */
    public record Ending(
            NotificationMessage notification, @Nullable Duration startAgainAfter) {}

    /** Each end that the table has asked for. */
    public List<Ending> endings() {
        return endings;
    }

    /** From now on nothing can be taken. */
    public void block() {
        writable = false;
    }

    /** Takes anything again; the table has to be told. */
    public void unblock() {
        writable = true;
        credit = Integer.MAX_VALUE;
    }

    /** Can take so many calls of {@link #send}, and then nothing. */
    public void allow(int sends) {
        writable = true;
        credit = sends;
    }

    /** What the peer has in its Adj-RIB-In: by prefix, with the internal NEXT_HOP for both families. */
    public Map<Prefix, PathAttributes> routes() {
        Map<Prefix, PathAttributes> byPrefix = new TreeMap<>();
        routes.forEach((nlri, attributes) -> {
            if (byPrefix.put(nlri.prefix(), attributes) != null) {
                throw new AssertionError("several paths to " + nlri.prefix());
            }
        });
        return byPrefix;
    }

    /** The same with path identifiers, where there are any. */
    public Map<Nlri, PathAttributes> paths() {
        return routes;
    }

    /** How many paths with equal attributes there are to each destination: all but the path identifiers. */
    public Map<Prefix, Map<PathAttributes, Integer>> countedPaths() {
        Map<Prefix, Map<PathAttributes, Integer>> counted = new TreeMap<>();
        routes.forEach((nlri, attributes) -> counted.computeIfAbsent(nlri.prefix(), prefix -> new HashMap<>())
                .merge(attributes, 1, Integer::sum));
        return counted;
    }

    /**
     * What arrived, in order: {@code routes} for an UPDATE that is no End-of-RIB, which is {@code all family}; {@code begin
     * family} and {@code end family} for the markers of RFC 7313.
     */
    public List<String> markers() {
        return markers;
    }

    /** All UPDATEs in the order of arrival. */
    public List<UpdateMessage> updates() {
        return updates;
    }

    /** What it was sent, each time. */
    public List<List<byte[]>> blocks() {
        return blocks;
    }

    /** The octets of all messages. */
    public List<byte[]> messages() {
        return messages;
    }

    public List<AddressFamily> endsOfRib() {
        return endsOfRib;
    }

    /** {@code pause} and {@code resume}, in the order of the calls. */
    public List<String> reading() {
        return reading;
    }
}
