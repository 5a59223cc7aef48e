package io.nightjar.calico.model;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.BlockAffinity.State;
import java.util.regex.MatchResult;

/**
 * Block affinities. The block stands in the key, its first dash being the slash. The value is empty, {@code {}} or a JSON
 * object with a state, depending on the writer's age; without a state an affinity is confirmed.
 *
 * <p>Affinities of what is no host ({@code virtual}, for load balancers) do not match: they are nobody's to announce.
 */
final class BlockAffinityParser {

    static final ObjectParser PARSER =
            ObjectParser.of("/calico/ipam/v2/host/([^/]+)/ipv([46])/block/([^/]+)", BlockAffinityParser::read);

    private BlockAffinityParser() {}

    private static BlockAffinity read(MatchResult key, String value) throws MalformedObjectException {
        String text = key.group(3);
        int dash = text.indexOf('-');
        String cidr = dash < 0 ? text : text.substring(0, dash) + "/" + text.substring(dash + 1);
        Prefix block = Scalars.prefix(cidr, Scalars.family(key.group(2)));
        return new BlockAffinity(key.group(), key.group(1), block, value.isBlank() ? State.IMPLICIT : state(value));
    }

    private static State state(String value) throws MalformedObjectException {
        String state = JsonObject.parse(value).textOrEmpty("state");
        return switch (state) {
            case "" -> State.IMPLICIT;
            case "confirmed" -> State.CONFIRMED;
            case "pending" -> State.PENDING;
            case "pendingDeletion" -> State.PENDING_DELETION;
            default -> throw new MalformedObjectException("'state' is " + Scalars.quote(state));
        };
    }
}
