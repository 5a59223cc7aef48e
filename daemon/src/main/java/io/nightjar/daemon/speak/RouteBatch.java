package io.nightjar.daemon.speak;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.codec.MessageTooLongException;
import io.nightjar.bgp.codec.UpdateEncoder;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Changes that go out together; those with the same attributes share messages. No route is in it twice. */
final class RouteBatch {

    /** So many changes are collected at most. */
    static final int CAPACITY = 512;

    private final Map<Group, List<Nlri>> groups = new LinkedHashMap<>();
    private final Set<Nlri> routes = new HashSet<>();

    private record Group(AddressFamily family, @Nullable PathAttributes attributes) {}

    boolean isFull() {
        return routes.size() >= CAPACITY;
    }

    /** Says whether the change could be taken; a route that is in it already has to wait for the next batch. */
    boolean add(RouteChange change, @Nullable PathAttributes complete) {
        if (!routes.add(change.route())) {
            return false;
        }
        groups.computeIfAbsent(new Group(change.family(), complete), group -> new ArrayList<>())
                .add(change.route());
        return true;
    }

    int size() {
        return routes.size();
    }

    /** The messages; attributes that leave no room for a route are a problem. */
    List<byte[]> encode(UpdateEncoder encoder, Consumer<String> problems) {
        List<byte[]> messages = new ArrayList<>();
        groups.forEach((group, members) -> {
            try {
                messages.addAll(
                        group.attributes == null
                                ? encoder.withdraw(group.family, members)
                                : encoder.announce(group.family, group.attributes, members));
            } catch (MessageTooLongException e) {
                problems.accept(members.get(0) + ": " + e.getMessage());
            }
        });
        return messages;
    }
}
