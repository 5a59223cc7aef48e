package io.nightjar.rib.engine;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.MessageTooLongException;
import io.nightjar.bgp.codec.UpdateEncoder;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is announced and withdrawn, and packs it into as few messages as possible: routes with the same attributes
 * from the same source go together, withdrawals first. Used for one turn and then thrown away.
 */
final class UpdatePacker {

    private final UpdateEncoder encoder;
    private final Consumer<Nlri> tooLong;
    private final Map<AddressFamily, Map<@Nullable PeerId, List<Nlri>>> withdrawals = new LinkedHashMap<>();
    private final Map<AnnounceKey, List<Nlri>> announcements = new LinkedHashMap<>();

    private @Nullable Group last;

    /** For peers with whom messages are written like this; {@code tooLong} hears of routes that cannot be announced. */
    UpdatePacker(CodecContext context, Consumer<Nlri> tooLong) {
        this.encoder = new UpdateEncoder(context);
        this.tooLong = tooLong;
    }

    private record AnnounceKey(
            AddressFamily family,
            PathAttributes attributes,
            @Nullable PeerId except) {

        static AnnounceKey of(Route route) {
            return new AnnounceKey(
                    route.family(), route.attributes(), route.source().peer());
        }

        boolean isOf(Route route) {
            return attributes.equals(route.attributes())
                    && Objects.equals(except, route.source().peer())
                    && family.equals(route.family());
        }

        /** Written out like {@link #equals}: asked for each set of attributes in each turn. */
        @Override
        public int hashCode() {
            return attributes.hashCode() + 31 * Objects.hashCode(except);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof AnnounceKey that
                    && attributes.equals(that.attributes)
                    && Objects.equals(except, that.except)
                    && family.equals(that.family);
        }
    }

    /** Routes that go together. Neighbors in a table often do. */
    private record Group(AnnounceKey key, List<Nlri> routes) {}

    /** Announces a route, by the name that it has and that peers know it by, to all but the peer that it came from. */
    void announce(Nlri nlri, Route route) {
        Group group = last;
        if (group == null || !group.key.isOf(route)) {
            AnnounceKey key = AnnounceKey.of(route);
            group = new Group(key, announcements.computeIfAbsent(key, unknown -> new ArrayList<>()));
            last = group;
        }
        group.routes.add(nlri);
    }

    /** Withdraws a route from all but one peer. */
    void withdraw(Nlri nlri, @Nullable PeerId except) {
        withdrawals
                .computeIfAbsent(AddressFamily.unicast(nlri.prefix().afi()), family -> new LinkedHashMap<>())
                .computeIfAbsent(except, peer -> new ArrayList<>())
                .add(nlri);
    }

    /** Everything that was collected, encoded. */
    PackedUpdates pack() {
        PackedUpdates packed = new PackedUpdates();
        withdrawals.forEach((family, told) -> told.forEach(
                (except, routes) -> packed.withdraw(encoder.withdraw(family, routes), routes.size(), except)));
        announcements.forEach((key, routes) -> packed.announce(announce(key, routes), routes.size(), key.except));
        return packed;
    }

    /**
     * RFC 4271 §9.2: what does not fit a message is not advertised; what was known before is taken back. Not so what goes with it and is
     * shorter.
     */
    private List<byte[]> announce(AnnounceKey key, List<Nlri> routes) {
        try {
            return encoder.announce(key.family, key.attributes, routes);
        } catch (MessageTooLongException noRoom) {
            if (routes.size() == 1) {
                tooLong.accept(routes.get(0));
                return encoder.withdraw(key.family, routes);
            }
            int half = routes.size() / 2;
            List<byte[]> messages = new ArrayList<>(announce(key, routes.subList(0, half)));
            messages.addAll(announce(key, routes.subList(half, routes.size())));
            return messages;
        }
    }
}
