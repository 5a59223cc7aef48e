package io.nightjar.calico.plan;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.calico.environment.Environment;
import io.nightjar.calico.environment.EnvironmentException;
import io.nightjar.calico.model.CalicoNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Where a node's BGP identifier comes from; one for both address families. */
public sealed interface IdentifierSource {

    /** The node's IPv4 address. */
    IdentifierSource NODE_ADDRESS = new NodeAddress();

    /** A hash of the node's name. */
    IdentifierSource NAME_HASH = new NameHash();

    /** The identifier of a node, or null if this source has none for it. */
    @Nullable
    BgpIdentifier of(CalicoNode node);

    /**
     * Reads {@code CALICO_ROUTER_ID}: {@code hash}, a dotted quad, or nothing.
     *
     * @throws EnvironmentException if it is anything else
     */
    static IdentifierSource fromEnvironment(Environment environment) {
        String variable = "CALICO_ROUTER_ID";
        String text = environment.trimmed(variable);
        if (text.isEmpty()) {
            return NODE_ADDRESS;
        }
        if (text.equals("hash")) {
            return NAME_HASH;
        }
        try {
            BgpIdentifier identifier = BgpIdentifier.parse(text);
            if (identifier.bits() != 0) {
                return new Literal(identifier);
            }
        } catch (IllegalArgumentException e) {
            throw new EnvironmentException(variable, "'" + text + "' is neither 'hash' nor of the form 10.0.0.1");
        }
        throw new EnvironmentException(variable, "0.0.0.0 is not an identifier");
    }

    /** See {@link #NODE_ADDRESS}. */
    record NodeAddress() implements IdentifierSource {

        @Override
        public @Nullable BgpIdentifier of(CalicoNode node) {
            return node.ipv4().address() instanceof Ipv4Address address ? new BgpIdentifier(address.bits()) : null;
        }
    }

    /** See {@link #NAME_HASH}. */
    record NameHash() implements IdentifierSource {

        /** The first octet of a unicast address is smaller than 224. */
        private static final int LAST_UNICAST = 223;

        private static final int STEP_DOWN = 32;

        @Override
        public BgpIdentifier of(CalicoNode node) {
            byte[] hash = sha256(node.name());
            int first = hash[0] & 0xff;
            int unicast = first > LAST_UNICAST ? first - STEP_DOWN : first;
            return new BgpIdentifier(unicast << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | (hash[3] & 0xff));
        }

        private static byte[] sha256(String text) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }

    /**
     * Always the same.
     *
     * @param identifier that one
     */
    record Literal(BgpIdentifier identifier) implements IdentifierSource {

        @Override
        public BgpIdentifier of(CalicoNode node) {
            return identifier;
        }
    }
}
