package io.nightjar.calico.show;

import io.nightjar.calico.model.Layout;
import io.nightjar.calico.plan.FamilyPlan;
import io.nightjar.calico.plan.NodePlan;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parts of a plan in the words of BIRD's configuration. */
final class BirdWords {

    /** With what Calico puts around it, BIRD would take no longer name. */
    private static final int LONGEST_NAME = 45;

    private static final int KEPT = 28;

    private static final int HASH_DIGITS = 16;

    private BirdWords() {}

    /** What stands behind {@code listen bgp}; null if nothing has to be said. */
    static @Nullable String listen(FamilyPlan.Listening listening) {
        String address = listening.address() == null ? "" : "address " + listening.address();
        String port = listening.port() == 0 ? "" : "port " + listening.port();
        String text = (address + " " + port).strip();
        return text.isEmpty() ? null : text;
    }

    /** Patterns of devices; those with a minus are not looked at. The first that matches counts. */
    static String directInterfaces(NodePlan plan) {
        Stream<String> ignored = Stream.concat(plan.ignoredInterfaces().stream(), NodePlan.NEVER_LOOKED_AT.stream());
        return ignored.map(pattern -> "-\"" + pattern + "\"").collect(Collectors.joining(", ")) + ", \"*\"";
    }

    /** What a layout says of next hops unless somebody says something else. */
    static NextHopMode nextHop(NodePlan plan) {
        return plan.layout() == Layout.V3 ? NextHopMode.AUTO : NextHopMode.SELF;
    }

    /** A mode of next hops. */
    static String word(NextHopMode mode) {
        return switch (mode) {
            case AUTO -> "auto";
            case SELF -> "self";
            case KEEP -> "keep";
        };
    }

    /** The name that a filter has in BIRD's configuration: long ones are cut, and told apart by a hash. */
    static String filterName(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        String hash = HexFormat.of().withUpperCase().formatHex(sha256(name));
        return name.substring(0, KEPT) + "_" + hash.substring(0, HASH_DIGITS);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
