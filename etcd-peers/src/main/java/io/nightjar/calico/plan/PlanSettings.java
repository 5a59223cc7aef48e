package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.environment.Environment;
import io.nightjar.calico.environment.EnvironmentException;
import io.nightjar.calico.environment.NodeName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the process was told about its own node.
 *
 * @param nodeName who we are in the datastore
 * @param identifier where the BGP identifier comes from
 * @param expectedAddresses what the datastore should say about us: the addresses in {@code IP} and {@code IP6}
 * @param clusterIps ranges of services that are announced instead of those in the datastore; empty for those
 * @param unprotectedAllowed whether a session whose password is missing goes without
 * @param reflector whether this is no node but a standalone route reflector at the expected addresses
 */
public record PlanSettings(
        String nodeName,
        IdentifierSource identifier,
        List<ExpectedAddress> expectedAddresses,
        List<Prefix> clusterIps,
        boolean unprotectedAllowed,
        boolean reflector) {

    private static final List<String> NO_ADDRESS = List.of("", "none", "autodetect");

    public PlanSettings {
        expectedAddresses = List.copyOf(expectedAddresses);
        clusterIps = List.copyOf(clusterIps);
    }

    /** Settings with everything else as it is by default. */
    public PlanSettings(String nodeName, IdentifierSource identifier, List<ExpectedAddress> expectedAddresses) {
        this(nodeName, identifier, expectedAddresses, List.of(), false);
    }

    /** Settings of a node. */
    public PlanSettings(
            String nodeName,
            IdentifierSource identifier,
            List<ExpectedAddress> expectedAddresses,
            List<Prefix> clusterIps,
            boolean unprotectedAllowed) {
        this(nodeName, identifier, expectedAddresses, clusterIps, unprotectedAllowed, false);
    }

    /**
     * An address that calico-node was told to register.
     *
     * @param variable where
     * @param address which
     */
    public record ExpectedAddress(String variable, IpAddress address) {}

    /** A node of that name, with everything else as it is by default. */
    public static PlanSettings of(String nodeName) {
        return new PlanSettings(nodeName, IdentifierSource.NODE_ADDRESS, List.of());
    }

    /**
     * Reads the variables of calico-node that matter to BGP.
     *
     * @throws EnvironmentException naming the variable whose value is missing or wrong
     */
    public static PlanSettings fromEnvironment(Environment environment) {
        return new PlanSettings(
                NodeName.of(environment).value(),
                IdentifierSource.fromEnvironment(environment),
                Stream.of(expected(environment, "IP", Afi.IPV4), expected(environment, "IP6", Afi.IPV6))
                        .flatMap(List::stream)
                        .toList(),
                clusterIps(environment),
                environment.flag("NIGHTJAR_ALLOW_MISSING_SECRETS", false));
    }

    /**
     * The same for a standalone route reflector, which has no other way to know where it is.
     *
     * @throws EnvironmentException if no address was expected
     */
    public PlanSettings asReflector() {
        if (expectedAddresses.isEmpty()) {
            throw new EnvironmentException("IP", "holds no address; a route reflector needs its own in IP or IP6");
        }
        return new PlanSettings(nodeName, identifier, expectedAddresses, clusterIps, unprotectedAllowed, true);
    }

    private static List<Prefix> clusterIps(Environment environment) {
        String variable = "CALICO_ADVERTISE_CLUSTER_IPS";
        String text = environment.trimmed(variable);
        try {
            return text.isEmpty() ? List.of() : List.of(Prefix.parse(text));
        } catch (IllegalArgumentException e) {
            throw new EnvironmentException(variable, "'" + text + "' is not a range like 10.96.0.0/12");
        }
    }

    private static List<ExpectedAddress> expected(Environment environment, String variable, Afi afi) {
        String text = environment.trimmed(variable);
        if (NO_ADDRESS.contains(text.toLowerCase(Locale.ROOT))) {
            return List.of();
        }
        int slash = text.indexOf('/');
        IpAddress address;
        try {
            Prefix.parse(text);
            address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        } catch (IllegalArgumentException e) {
            throw new EnvironmentException(variable, "'" + text + "' is neither an address nor none nor autodetect");
        }
        if (!address.afi().equals(afi)) {
            throw new EnvironmentException(variable, "'" + text + "' is not an " + afi + " address");
        }
        return List.of(new ExpectedAddress(variable, address));
    }
}
