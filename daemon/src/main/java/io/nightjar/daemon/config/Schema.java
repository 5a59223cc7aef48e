package io.nightjar.daemon.config;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.daemon.config.Key.Nested;
import io.nightjar.daemon.config.Key.NestedList;
import io.nightjar.daemon.config.Key.Policy;
import io.nightjar.daemon.config.Key.Scalar;
import io.nightjar.daemon.config.Key.ScalarList;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import java.util.List;

/** Every section and key of the static file, with types and defaults. */
final class Schema {

    // rule
    static final Scalar<Prefix> ACCEPT = new Scalar<>("accept", ScalarType.PREFIX, Key.NONE);
    static final Scalar<Prefix> REJECT = new Scalar<>("reject", ScalarType.PREFIX, Key.NONE);
    static final Scalar<Long> MIN_LENGTH =
            new Scalar<>("min-length", ScalarType.number(0, 128), "the prefix's own length");
    static final Scalar<Long> MAX_LENGTH = new Scalar<>(
            "max-length", ScalarType.number(0, 128), "the prefix's own length; 32 or 128 with `min-length`");
    static final SectionType RULE = SectionType.of("rule", ACCEPT, REJECT, MIN_LENGTH, MAX_LENGTH);

    // timers
    static final Scalar<Long> HOLD = new Scalar<>("hold", ScalarType.number(0, 0xffff), "240");
    static final Scalar<Long> KEEPALIVE = new Scalar<>("keepalive", ScalarType.number(0, 21845), "0");
    static final Scalar<Long> CONNECT_DELAY = new Scalar<>("connect-delay", ScalarType.number(1, 3600), "2");
    static final Scalar<Long> CONNECT_RETRY = new Scalar<>("connect-retry", ScalarType.number(1, 3600), "5");
    static final Scalar<Long> ERROR_WAIT_MIN = new Scalar<>("error-wait-min", ScalarType.number(1, 3600), "5");
    static final Scalar<Long> ERROR_WAIT_MAX = new Scalar<>("error-wait-max", ScalarType.number(1, 3600), "30");
    static final SectionType TIMERS =
            SectionType.of("timers", HOLD, KEEPALIVE, CONNECT_DELAY, CONNECT_RETRY, ERROR_WAIT_MIN, ERROR_WAIT_MAX);

    // neighbor
    static final Scalar<String> NAME =
            new Scalar<>("name", ScalarType.NAME, "`peer_` and the address with `_` for `.` and `:`");
    static final Scalar<IpAddress> NEIGHBOR_ADDRESS =
            new Scalar<>("address", ScalarType.UNICAST_ADDRESS, "required, or `neighbor-range`");
    static final Scalar<Prefix> NEIGHBOR_RANGE =
            new Scalar<>("neighbor-range", ScalarType.PREFIX, "required, or `address`");
    static final Scalar<Long> NEIGHBOR_PORT = new Scalar<>("port", ScalarType.PORT, "179");
    static final Scalar<AsNumber> NEIGHBOR_AS = new Scalar<>("as", ScalarType.AS_NUMBER, Key.REQUIRED);
    static final Scalar<AsNumber> LOCAL_AS = new Scalar<>("local-as", ScalarType.AS_NUMBER, "the speaker's `as`");
    static final Scalar<IpAddress> LOCAL_ADDRESS =
            new Scalar<>("local-address", ScalarType.UNICAST_ADDRESS, "chosen by the kernel");
    static final Scalar<Boolean> PASSIVE = new Scalar<>("passive", ScalarType.BOOLEAN, "false");
    static final ScalarList<AddressFamily> FAMILIES =
            new ScalarList<>("families", ScalarType.FAMILY, "the family of the address");
    static final Scalar<NextHopMode> NEXT_HOP = new Scalar<>("next-hop", ScalarType.NEXT_HOP, "auto");
    static final Scalar<Boolean> CLIENT = new Scalar<>("route-reflector-client", ScalarType.BOOLEAN, "false");
    static final Policy IMPORT = new Policy("import", RULE, "`all` from the same AS, `none` from another");
    static final Policy EXPORT = new Policy("export", RULE, "`all` to the same AS, `none` to another");
    static final Nested NEIGHBOR_TIMERS = new Nested("timers", TIMERS, "the defaults of its keys");
    static final SectionType NEIGHBOR = new SectionType(
            "neighbor",
            List.of(
                    NAME,
                    NEIGHBOR_ADDRESS,
                    NEIGHBOR_RANGE,
                    NEIGHBOR_PORT,
                    NEIGHBOR_AS,
                    LOCAL_AS,
                    LOCAL_ADDRESS,
                    PASSIVE,
                    FAMILIES,
                    NEXT_HOP,
                    CLIENT,
                    IMPORT,
                    EXPORT,
                    NEIGHBOR_TIMERS));

    // listen
    static final Scalar<IpAddress> LISTEN_ADDRESS = new Scalar<>("address", ScalarType.ADDRESS, Key.REQUIRED);
    static final Scalar<Long> LISTEN_PORT = new Scalar<>("port", ScalarType.PORT, "179");
    static final SectionType LISTEN = SectionType.of("listen", LISTEN_ADDRESS, LISTEN_PORT);

    // kernel
    static final Scalar<Boolean> ENABLED = new Scalar<>("enabled", ScalarType.BOOLEAN, "false");
    static final Scalar<Long> TABLE = new Scalar<>("table", ScalarType.number(1, Integer.MAX_VALUE), "254");
    static final Scalar<Long> METRIC = new Scalar<>("metric", ScalarType.number(0, 0xffff_ffffL), "0");
    static final Policy KERNEL_EXPORT = new Policy("export", RULE, "`all`");
    static final SectionType KERNEL = SectionType.of("kernel", ENABLED, TABLE, METRIC, KERNEL_EXPORT);

    // route-reflector
    static final Scalar<BgpIdentifier> CLUSTER_ID =
            new Scalar<>("cluster-id", ScalarType.IDENTIFIER, "the speaker's `router-id`");
    static final SectionType ROUTE_REFLECTOR = SectionType.of("route-reflector", CLUSTER_ID);

    // speaker
    static final Scalar<AsNumber> AS = new Scalar<>("as", ScalarType.AS_NUMBER, Key.REQUIRED);
    static final Scalar<BgpIdentifier> ROUTER_ID = new Scalar<>("router-id", ScalarType.IDENTIFIER, Key.REQUIRED);
    static final NestedList LISTENERS = new NestedList("listen", LISTEN, "`0.0.0.0` and `::`, port 179");
    static final NestedList NEIGHBORS = new NestedList("neighbors", NEIGHBOR, "nobody");
    static final ScalarList<Prefix> ORIGINATE = new ScalarList<>("originate", ScalarType.PREFIX, "nothing");
    static final Nested KERNEL_SECTION = new Nested("kernel", KERNEL, "the defaults of its keys");
    static final Nested REFLECTOR_SECTION = new Nested("route-reflector", ROUTE_REFLECTOR, "the defaults of its keys");
    static final SectionType SPEAKER = SectionType.of(
            "speaker", AS, ROUTER_ID, LISTENERS, NEIGHBORS, ORIGINATE, KERNEL_SECTION, REFLECTOR_SECTION);

    static final List<SectionType> SECTIONS = List.of(SPEAKER, LISTEN, NEIGHBOR, TIMERS, RULE, KERNEL, ROUTE_REFLECTOR);

    private Schema() {}
}
