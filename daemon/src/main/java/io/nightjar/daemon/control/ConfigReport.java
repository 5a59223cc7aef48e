package io.nightjar.daemon.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configuration in force, without secrets. The JSON has the same names.
 *
 * @param source where it comes from
 * @param local who we are; null until a configuration is in force
 * @param peers by name
 * @param ranges networks from which anybody may connect
 * @param policies all policies that somebody has, each once
 * @param originated routes that start here
 * @param kernel what is programmed
 */
public record ConfigReport(
        StatusReport.Source source,
        @Nullable Local local,
        List<Peer> peers,
        List<Range> ranges,
        List<Policy> policies,
        List<Originated> originated,
        Kernel kernel) {

    public ConfigReport {
        peers = List.copyOf(peers);
        ranges = List.copyOf(ranges);
        policies = List.copyOf(policies);
        originated = List.copyOf(originated);
    }

    /**
     * Who we are.
     *
     * @param listen where connections are accepted, as {@code ADDRESS:PORT}
     */
    public record Local(long asNumber, String identifier, List<String> listen) {

        public Local {
            listen = List.copyOf(listen);
        }
    }

    /**
     * A peer.
     *
     * @param session how its session is set up; the enabling of operators is not part of the configuration
     * @param routes what happens to its routes
     */
    public record Peer(String name, String address, long asNumber, Session session, Routes routes) {}

    /**
     * A network from which anybody may connect.
     *
     * @param session how sessions from there are set up
     * @param routes what happens to their routes
     */
    public record Range(String network, long asNumber, Session session, Routes routes) {}

    /**
     * How a session is set up.
     *
     * @param families that are offered
     * @param port where the peer listens; null if it is for the peer to connect from anywhere
     * @param localAddress where our connections come from; null for the kernel's choice
     * @param md5 whether there is a password (RFC 2385)
     * @param gracefulRestart {@code off}, {@code helper} or {@code on}
     */
    public record Session(
            List<String> families,
            boolean passive,
            @Nullable Integer port,
            @Nullable String localAddress,
            long localAs,
            int holdSeconds,
            boolean md5,
            int hops,
            boolean ttlSecurity,
            String gracefulRestart) {

        public Session {
            families = List.copyOf(families);
        }
    }

    /**
     * What happens to routes.
     *
     * @param importPolicy the name of a policy of {@link ConfigReport#policies}
     * @param exportPolicy the name of a policy
     * @param nextHop {@code auto}, {@code self} or {@code keep}
     * @param clientClusterId our cluster, if the peer is our route reflector client; else null
     * @param limits how much may be announced, by family: {@code FAMILY MAXIMUM ACTION}
     */
    public record Routes(
            String importPolicy,
            String exportPolicy,
            String nextHop,
            @Nullable String clientClusterId,
            List<String> limits) {

        public Routes {
            limits = List.copyOf(limits);
        }
    }

    /**
     * A policy.
     *
     * @param name made up for this report
     * @param rules the first one that matches decides
     * @param otherwise {@code accept} or {@code reject}
     */
    public record Policy(String name, List<Rule> rules, String otherwise) {

        public Policy {
            rules = List.copyOf(rules);
        }
    }

    /**
     * A rule.
     *
     * @param prefixes which destinations it is about
     * @param source which of the routes to them
     * @param conditions what else is asked
     * @param action {@code accept}, {@code reject} or {@code continue}
     * @param operations what is changed
     * @param origin the object that it comes from
     */
    public record Rule(
            String prefixes,
            String source,
            List<String> conditions,
            String action,
            List<String> operations,
            String origin) {

        public Rule {
            conditions = List.copyOf(conditions);
            operations = List.copyOf(operations);
        }
    }

    /**
     * A route that starts here.
     *
     * @param gateway where its packets go; null for a blackhole
     * @param origin where it was configured
     */
    public record Originated(String prefix, @Nullable String gateway, String origin) {}

    /**
     * What is programmed.
     *
     * @param enabled whether anything is
     * @param table the number of the routing table
     * @param learn whether routes of others take part
     * @param exportPolicy the name of the policy
     * @param ignoredInterfaces devices whose addresses connect nothing
     */
    public record Kernel(
            boolean enabled, int table, boolean learn, String exportPolicy, List<String> ignoredInterfaces) {

        public Kernel {
            ignoredInterfaces = List.copyOf(ignoredInterfaces);
        }
    }
}
