package io.nightjar.daemon.config;

import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import io.nightjar.bgp.peer.TcpPassword;
import io.nightjar.daemon.config.Key.Nested;
import io.nightjar.daemon.config.Key.NestedList;
import io.nightjar.daemon.config.Key.Policy;
import io.nightjar.daemon.config.Key.Scalar;
import io.nightjar.daemon.config.Key.ScalarList;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.config.PrefixLimit.Action;
import io.nightjar.rib.route.RouteSource;
import java.nio.file.Path;
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
    static final Scalar<RouteSource.Kind> RULE_SOURCE =
            new Scalar<>("source", ScalarType.SOURCE, "any; `kernel` with one of the keys below");
    static final Scalar<InterfacePattern> RULE_INTERFACE =
            new Scalar<>("interface", ScalarType.INTERFACE_PATTERN, "any");
    static final Scalar<Long> RULE_PROTOCOL = new Scalar<>("protocol", ScalarType.number(0, 255), "any");
    static final Scalar<Long> MIN_METRIC = new Scalar<>("min-metric", ScalarType.number(0, 0xffff_ffffL), "0");
    static final Scalar<Long> MAX_METRIC = new Scalar<>("max-metric", ScalarType.number(0, 0xffff_ffffL), "4294967295");
    static final SectionType RULE = SectionType.of(
            "rule",
            ACCEPT,
            REJECT,
            MIN_LENGTH,
            MAX_LENGTH,
            RULE_SOURCE,
            RULE_INTERFACE,
            RULE_PROTOCOL,
            MIN_METRIC,
            MAX_METRIC);

    // timers
    static final Scalar<Long> HOLD = new Scalar<>("hold", ScalarType.number(0, 0xffff), "240");
    static final Scalar<Long> KEEPALIVE = new Scalar<>("keepalive", ScalarType.number(0, 21845), "0");
    static final Scalar<Long> CONNECT_DELAY = new Scalar<>("connect-delay", ScalarType.number(1, 3600), "2");
    static final Scalar<Long> CONNECT_RETRY = new Scalar<>("connect-retry", ScalarType.number(1, 3600), "5");
    static final Scalar<Long> ERROR_WAIT_MIN = new Scalar<>("error-wait-min", ScalarType.number(1, 3600), "5");
    static final Scalar<Long> ERROR_WAIT_MAX = new Scalar<>("error-wait-max", ScalarType.number(1, 3600), "30");
    static final Scalar<Long> SEND_HOLD_TIME = new Scalar<>("send-hold-time", ScalarType.number(0, 86_400), "0");
    static final SectionType TIMERS = SectionType.of(
            "timers", HOLD, KEEPALIVE, CONNECT_DELAY, CONNECT_RETRY, ERROR_WAIT_MIN, ERROR_WAIT_MAX, SEND_HOLD_TIME);

    // add-path
    static final Scalar<Boolean> ADD_PATH_SEND = new Scalar<>("send", ScalarType.BOOLEAN, "false");
    static final Scalar<Boolean> ADD_PATH_RECEIVE = new Scalar<>("receive", ScalarType.BOOLEAN, "false");
    static final SectionType ADD_PATH = SectionType.of("add-path", ADD_PATH_SEND, ADD_PATH_RECEIVE);

    // max-prefix
    static final Scalar<AddressFamily> LIMIT_FAMILY = new Scalar<>("family", ScalarType.FAMILY, Key.REQUIRED);
    static final Scalar<Long> LIMIT = new Scalar<>("limit", ScalarType.number(1, 0xffff_ffffL), Key.REQUIRED);
    static final Scalar<Long> LIMIT_WARNING = new Scalar<>("warning-percent", ScalarType.number(1, 100), "75");
    static final Scalar<Action> LIMIT_ACTION = new Scalar<>("action", ScalarType.LIMIT_ACTION, "restart");
    static final Scalar<Long> LIMIT_RESTART = new Scalar<>("restart-after", ScalarType.number(1, 86_400), "300");
    static final SectionType MAX_PREFIX =
            SectionType.of("max-prefix", LIMIT_FAMILY, LIMIT, LIMIT_WARNING, LIMIT_ACTION, LIMIT_RESTART);

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
    static final Scalar<Long> ALLOW_LOCAL_AS = new Scalar<>("allow-local-as", ScalarType.number(0, 10), "0");
    static final NestedList MAX_PREFIXES = new NestedList("max-prefixes", MAX_PREFIX, "no limit");
    static final Scalar<TcpPassword> PASSWORD = new Scalar<>("password", ScalarType.PASSWORD, Key.NONE);
    static final Scalar<Path> PASSWORD_FILE = new Scalar<>("password-file", ScalarType.PATH, Key.NONE);
    static final Scalar<Boolean> TTL_SECURITY = new Scalar<>("ttl-security", ScalarType.BOOLEAN, "false");
    static final Scalar<Long> MULTIHOP =
            new Scalar<>("multihop", ScalarType.number(1, 255), "64; 1 with `ttl-security`");
    static final Nested NEIGHBOR_ADD_PATH = new Nested("add-path", ADD_PATH, "the defaults of its keys");
    static final Scalar<Mode> GRACEFUL_RESTART = new Scalar<>("graceful-restart", ScalarType.RESTART_MODE, "helper");
    static final Scalar<Long> RESTART_TIME =
            new Scalar<>("restart-time", ScalarType.number(0, GracefulRestartCapability.MAX_RESTART_SECONDS), "120");
    static final Scalar<Long> LONG_LIVED_STALE_TIME = new Scalar<>(
            "long-lived-stale-time", ScalarType.number(0, LongLivedGracefulRestartCapability.MAX_STALE_SECONDS), "0");
    static final Scalar<Boolean> EXTENDED_MESSAGES = new Scalar<>("extended-messages", ScalarType.BOOLEAN, "true");
    static final Scalar<Boolean> EXTENDED_NEXT_HOP = new Scalar<>("extended-next-hop", ScalarType.BOOLEAN, "false");
    static final Scalar<BgpRole> ROLE = new Scalar<>("role", ScalarType.ROLE, Key.NONE);
    static final Scalar<Boolean> STRICT_ROLE = new Scalar<>("strict-role", ScalarType.BOOLEAN, "false");
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
                    ALLOW_LOCAL_AS,
                    MAX_PREFIXES,
                    PASSWORD,
                    PASSWORD_FILE,
                    TTL_SECURITY,
                    MULTIHOP,
                    NEIGHBOR_ADD_PATH,
                    GRACEFUL_RESTART,
                    RESTART_TIME,
                    LONG_LIVED_STALE_TIME,
                    EXTENDED_MESSAGES,
                    EXTENDED_NEXT_HOP,
                    ROLE,
                    STRICT_ROLE,
                    NEIGHBOR_TIMERS));

    // listen
    static final Scalar<IpAddress> LISTEN_ADDRESS = new Scalar<>("address", ScalarType.ADDRESS, Key.REQUIRED);
    static final Scalar<Long> LISTEN_PORT = new Scalar<>("port", ScalarType.PORT, "179");
    static final SectionType LISTEN = SectionType.of("listen", LISTEN_ADDRESS, LISTEN_PORT);

    // tunnel
    static final Scalar<Prefix> TUNNEL_NETWORK = new Scalar<>("network", ScalarType.PREFIX, Key.REQUIRED);
    static final Scalar<String> TUNNEL_DEVICE = new Scalar<>("device", ScalarType.DEVICE, Key.REQUIRED);
    static final ScalarList<Prefix> TUNNEL_DIRECT = new ScalarList<>("direct", ScalarType.PREFIX, "none");
    static final SectionType TUNNEL = SectionType.of("tunnel", TUNNEL_NETWORK, TUNNEL_DEVICE, TUNNEL_DIRECT);

    // static-route
    static final Scalar<Prefix> STATIC_PREFIX = new Scalar<>("prefix", ScalarType.PREFIX, Key.REQUIRED);
    static final Scalar<IpAddress> STATIC_VIA = new Scalar<>("via", ScalarType.UNICAST_ADDRESS, Key.REQUIRED);
    static final SectionType STATIC_ROUTE = SectionType.of("static-route", STATIC_PREFIX, STATIC_VIA);

    // kernel
    static final Scalar<Boolean> ENABLED = new Scalar<>("enabled", ScalarType.BOOLEAN, "false");
    static final Scalar<Long> TABLE = new Scalar<>("table", ScalarType.number(1, Integer.MAX_VALUE), "254");
    static final Scalar<Long> METRIC = new Scalar<>("metric", ScalarType.number(0, 0xffff_ffffL), "0");
    static final Policy KERNEL_EXPORT = new Policy("export", RULE, "`all`");
    static final Scalar<Long> MAX_PATHS = new Scalar<>("max-paths", ScalarType.number(1, 256), "16");
    static final ScalarList<IpAddress> SOURCE_ADDRESSES =
            new ScalarList<>("source-addresses", ScalarType.UNICAST_ADDRESS, "chosen by the kernel");
    static final Scalar<Boolean> LEARN = new Scalar<>("learn", ScalarType.BOOLEAN, "false");
    static final ScalarList<InterfacePattern> IGNORED_INTERFACES =
            new ScalarList<>("ignored-interfaces", ScalarType.INTERFACE_PATTERN, "none");
    static final NestedList TUNNELS = new NestedList("tunnels", TUNNEL, "none");
    static final SectionType KERNEL = SectionType.of(
            "kernel",
            ENABLED,
            TABLE,
            METRIC,
            KERNEL_EXPORT,
            LEARN,
            MAX_PATHS,
            SOURCE_ADDRESSES,
            IGNORED_INTERFACES,
            TUNNELS);

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
    static final NestedList STATIC_ROUTES = new NestedList("static-routes", STATIC_ROUTE, "none");
    static final Nested KERNEL_SECTION = new Nested("kernel", KERNEL, "the defaults of its keys");
    static final Nested REFLECTOR_SECTION = new Nested("route-reflector", ROUTE_REFLECTOR, "the defaults of its keys");
    static final SectionType SPEAKER = SectionType.of(
            "speaker",
            AS,
            ROUTER_ID,
            LISTENERS,
            NEIGHBORS,
            ORIGINATE,
            STATIC_ROUTES,
            KERNEL_SECTION,
            REFLECTOR_SECTION);

    static final List<SectionType> SECTIONS = List.of(
            SPEAKER,
            LISTEN,
            NEIGHBOR,
            MAX_PREFIX,
            ADD_PATH,
            TIMERS,
            RULE,
            STATIC_ROUTE,
            KERNEL,
            TUNNEL,
            ROUTE_REFLECTOR);

    private Schema() {}
}
