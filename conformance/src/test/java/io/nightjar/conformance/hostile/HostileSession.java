package io.nightjar.conformance.hostile;

import io.nightjar.bgp.testing.WireBytes;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * An established session of somebody who means no good.
 *
 * @param bed the speaker and its bystanders
 * @param kind what the peer is to the speaker
 * @param raw the connection
 */
record HostileSession(HostileBed bed, PeerKind kind, RawSession raw) {

    private static final String ORIGIN = "40010100";
    private static final String NEXT_HOP = "4003040a000001";
    private static final String LOCAL_PREF = "40050400000064";

    /** The attributes of a good route of this peer, by type, but for those that carry IPv6 routes. */
    Map<Integer, String> attributes(String path) {
        Map<Integer, String> attributes = new TreeMap<>();
        attributes.put(1, ORIGIN);
        attributes.put(2, WireBytes.attribute(0x40, 2, path));
        attributes.put(3, NEXT_HOP);
        if (kind.isInternal()) {
            attributes.put(5, LOCAL_PREF);
        }
        return attributes;
    }

    /** Announces a route that nobody can object to, and waits until the bystanders have it. */
    void announce(TestRoute route) throws IOException {
        Map<Integer, String> attributes = attributes(kind.goodPath());
        if (route.ipv6()) {
            attributes.remove(3);
            attributes.put(14, route.reach());
        }
        raw.send(HostileBed.update("", String.join("", attributes.values()), route.classic()));
        for (RawSession bystander : bed.bystanders()) {
            bystander.await(route.prefix(), () -> bystander.hasRoute(route.prefix()));
        }
    }

    /** Takes a route back. */
    void withdraw(TestRoute route) throws IOException {
        raw.send(HostileBed.update(route.classic(), route.ipv6() ? route.unreach() : "", ""));
    }

    /**
     * Returns when everything that was sent before has been handled, and what came of it has reached the bystanders: what
     * the table decides together it also tells together, so that the second round cannot overtake anything of the first.
     */
    void settle() throws IOException {
        sentinel();
        sentinel();
    }

    private void sentinel() throws IOException {
        int number = bed.nextNumber();
        String mark = String.format("%08x", number);
        TestRoute route = TestRoute.sentinel(raw.localAddress());
        Map<Integer, String> attributes = attributes(kind.goodPath());
        attributes.put(8, WireBytes.attribute(0xc0, 8, mark));
        raw.send(HostileBed.update("", String.join("", attributes.values()), route.classic()));
        for (RawSession bystander : bed.bystanders()) {
            await(bystander, route.prefix(), "c0" + mark);
        }
    }

    private void await(RawSession bystander, String prefix, String communities) {
        bystander.await("sentinel " + prefix + " after what " + raw + " has sent", () -> {
            Map<Integer, String> heard = bystander.route(prefix);
            if (!raw.isOpen()) {
                throw new AssertionError("the session is over: " + raw);
            }
            return heard != null && communities.equals(heard.get(8));
        });
    }
}
