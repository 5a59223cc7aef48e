package io.nightjar.daemon.config;

import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import io.nightjar.bgp.peer.TcpPassword;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.config.PrefixLimit.Action;
import io.nightjar.rib.route.RouteSource;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * How the text of a value becomes a value.
 *
 * @param description for the documentation and for people who got it wrong
 * @param parser throws {@link IllegalArgumentException} for text that is not one
 * @param placeholder stands in for a wrong value while the rest of the file is read; never leaves the package
 * @param <T> what comes out
 */
record ScalarType<T>(String description, Function<String, T> parser, T placeholder) {

    static final ScalarType<AsNumber> AS_NUMBER =
            new ScalarType<>("AS number", ScalarType::asNumber, AsNumber.of(64512));

    static final ScalarType<BgpIdentifier> IDENTIFIER =
            new ScalarType<>("dotted quad", ScalarType::identifier, new BgpIdentifier(1));

    static final ScalarType<IpAddress> ADDRESS =
            new ScalarType<>("IP address", ScalarType::address, Ipv4Address.UNSPECIFIED);

    static final ScalarType<IpAddress> UNICAST_ADDRESS =
            new ScalarType<>("IP address", ScalarType::unicast, Ipv4Address.UNSPECIFIED);

    static final ScalarType<Prefix> PREFIX = new ScalarType<>("prefix", ScalarType::prefix, Prefix.IPV4_DEFAULT);

    static final ScalarType<Boolean> BOOLEAN = new ScalarType<>("true or false", ScalarType::bool, false);

    static final ScalarType<String> NAME = new ScalarType<>("name", ScalarType::name, "placeholder");

    static final ScalarType<String> DEVICE = new ScalarType<>("network device", ScalarType::device, "placeholder");

    static final ScalarType<InterfacePattern> INTERFACE_PATTERN =
            new ScalarType<>("interface pattern", ScalarType::interfacePattern, InterfacePattern.ANY);

    static final ScalarType<RouteSource.Kind> SOURCE = word(
            List.of("peer", "local", "kernel"),
            List.of(RouteSource.Kind.PEER, RouteSource.Kind.LOCAL, RouteSource.Kind.KERNEL));

    static final ScalarType<AddressFamily> FAMILY =
            new ScalarType<>("ipv4 or ipv6", ScalarType::family, AddressFamily.IPV4_UNICAST);

    static final ScalarType<NextHopMode> NEXT_HOP =
            word(List.of("auto", "self", "keep"), List.of(NextHopMode.AUTO, NextHopMode.SELF, NextHopMode.KEEP));

    static final ScalarType<Mode> RESTART_MODE =
            word(List.of("off", "helper", "on"), List.of(Mode.OFF, Mode.HELPER, Mode.ON));

    /** In the words of RFC 9234. */
    static final ScalarType<BgpRole> ROLE = word(
            List.of("provider", "rs-server", "rs-client", "customer", "peer"),
            List.of(
                    BgpRole.PROVIDER,
                    BgpRole.ROUTE_SERVER,
                    BgpRole.ROUTE_SERVER_CLIENT,
                    BgpRole.CUSTOMER,
                    BgpRole.PEER));

    static final ScalarType<Action> LIMIT_ACTION =
            word(List.of("warn", "restart", "shutdown"), List.of(Action.WARN, Action.RESTART, Action.SHUTDOWN));

    /** What is wrong with one is said without saying it. */
    static final ScalarType<TcpPassword> PASSWORD =
            new ScalarType<>("password", TcpPassword::new, new TcpPassword("placeholder"));

    static final ScalarType<Path> PATH = new ScalarType<>("path", ScalarType::path, Path.of("placeholder"));

    static final ScalarType<Long> PORT = number(1, 0xffff);

    /** A decimal number within bounds. */
    static ScalarType<Long> number(long min, long max) {
        String description = "number from " + min + " to " + max;
        return new ScalarType<>(description, text -> decimal(text, min, max, description), min);
    }

    private static long decimal(String text, long min, long max, String description) {
        boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Long.parseLong(text) < min || Long.parseLong(text) > max) {
            throw new IllegalArgumentException("not a " + description + ": '" + text + "'");
        }
        return Long.parseLong(text);
    }

    /** RFC 7607: AS 0 is never used; RFC 6793 §9: AS_TRANS is nobody's number. */
    private static AsNumber asNumber(String text) {
        AsNumber number = AsNumber.parse(text);
        if (number.value() == 0 || number.equals(AsNumber.AS_TRANS)) {
            throw new IllegalArgumentException("AS " + number + " is reserved");
        }
        return number;
    }

    private static BgpIdentifier identifier(String text) {
        BgpIdentifier identifier = BgpIdentifier.parse(text);
        if (identifier.bits() == 0) {
            throw new IllegalArgumentException("0.0.0.0 identifies nobody");
        }
        return identifier;
    }

    /** An IPv4-mapped address would be another one than that of the connections from and to it. */
    private static IpAddress address(String text) {
        IpAddress address = IpAddress.parse(text);
        if (address instanceof Ipv6Address ipv6 && ipv6.isIpv4Mapped()) {
            throw new IllegalArgumentException("'" + text + "' stands for an IPv4 address: write it as one");
        }
        return address;
    }

    private static IpAddress unicast(String text) {
        IpAddress address = address(text);
        if (address.isUnspecified() || address.isMulticast()) {
            throw new IllegalArgumentException("'" + text + "' is not the address of one machine");
        }
        return address;
    }

    private static Prefix prefix(String text) {
        Prefix prefix = Prefix.parse(text);
        int slash = text.indexOf('/');
        if (slash >= 0 && !IpAddress.parse(text.substring(0, slash)).equals(prefix.address())) {
            throw new IllegalArgumentException(
                    "'" + text + "' has bits set behind its length; did you mean '" + prefix + "'?");
        }
        return prefix;
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false: '" + text + "'");
        };
    }

    private static String name(String text) {
        if (!text.matches("[A-Za-z0-9_.:-]{1,64}")) {
            throw new IllegalArgumentException(
                    "a name has 1 to 64 letters, digits and any of _ . : -, not '" + text + "'");
        }
        return text;
    }

    /** What the kernel takes for a name: less than IFNAMSIZ octets. */
    private static String device(String text) {
        if (!text.matches("[A-Za-z0-9_.:@-]{1,15}")) {
            throw new IllegalArgumentException("not the name of a network device: '" + text + "'");
        }
        return text;
    }

    private static InterfacePattern interfacePattern(String text) {
        if (!text.matches("[A-Za-z0-9_.:@*?-]{1,64}")) {
            throw new IllegalArgumentException(
                    "not the name of a network device, with * and ? for what may differ: '" + text + "'");
        }
        return new InterfacePattern(text);
    }

    private static AddressFamily family(String text) {
        return switch (text) {
            case "ipv4" -> AddressFamily.IPV4_UNICAST;
            case "ipv6" -> AddressFamily.IPV6_UNICAST;
            default -> throw new IllegalArgumentException("neither ipv4 nor ipv6: '" + text + "'");
        };
    }

    private static Path path(String text) {
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not the path of a file");
        }
        return Path.of(text);
    }

    /** One of some words, each with what it stands for. */
    private static <T> ScalarType<T> word(List<String> words, List<T> values) {
        return new ScalarType<>(joined(words, " or "), text -> meaning(text, words, values), values.get(0));
    }

    private static <T> T meaning(String text, List<String> words, List<T> values) {
        int index = words.indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException("none of " + joined(words, " and ") + ": '" + text + "'");
        }
        return values.get(index);
    }

    private static String joined(List<String> words, String last) {
        int end = words.size() - 1;
        return String.join(", ", words.subList(0, end)) + last + words.get(end);
    }
}
