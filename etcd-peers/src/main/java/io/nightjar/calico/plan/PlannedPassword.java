package io.nightjar.calico.plan;

import io.nightjar.bgp.peer.TcpPassword;
import io.nightjar.calico.model.SecretKeyRef;
import org.jspecify.annotations.Nullable;

/**
 * With which password a connection is protected.
 *
 * @param value the password; null if there is none
 * @param problem why there is none although there should be; empty if that is as it was said
 */
public record PlannedPassword(@Nullable TcpPassword value, String problem) {

    /** No password is wanted. */
    static final PlannedPassword NONE = new PlannedPassword(null, "");

    /** The password of a secret. */
    public static PlannedPassword of(@Nullable SecretKeyRef secret, LocalInputs inputs) {
        if (secret == null) {
            return NONE;
        }
        String text = inputs.secrets().get(secret);
        if (text == null) {
            return new PlannedPassword(null, "secret " + secret + " is not there");
        }
        try {
            return new PlannedPassword(new TcpPassword(text), "");
        } catch (IllegalArgumentException e) {
            return new PlannedPassword(null, "secret " + secret + ": " + e.getMessage());
        }
    }
}
