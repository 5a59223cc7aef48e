package io.nightjar.calico.model;

import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * Configured peers: a JSON object with the address and the AS number, which is a string but may be a number. The address
 * in the key is a name only.
 */
final class BgpPeerParser {

    static final ObjectParser GLOBAL = ObjectParser.of(
            "/calico/bgp/v1/global/peer_v([46])/[^/]+", (key, value) -> read(key, null, key.group(1), value));

    static final ObjectParser NODE = ObjectParser.of(
            "/calico/bgp/v1/host/([^/]+)/peer_v([46])/[^/]+",
            (key, value) -> read(key, key.group(1), key.group(2), value));

    private BgpPeerParser() {}

    private static BgpPeer read(MatchResult key, @Nullable String node, String family, String value)
            throws MalformedObjectException {
        JsonObject json = JsonObject.parseSecret(value);
        return new BgpPeer(
                key.group(),
                node == null ? BgpPeer.Nodes.ALL : new BgpPeer.Named(node),
                new BgpPeer.At(
                        Scalars.address(json.text("ip"), Scalars.family(family)),
                        0,
                        Scalars.asNumber(json.numberOrText("as_num"))),
                PeerOptionsParser.parse(json));
    }
}
