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
 */
public record PlanSettings(String nodeName, IdentifierSource identifier, List<ExpectedAddress> expectedAddresses) {

    private static final List<String> NO_ADDRESS = List.of("", "none", "autodetect");

    public PlanSettings {
        expectedAddresses = List.copyOf(expectedAddresses);
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
                        .toList());
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
