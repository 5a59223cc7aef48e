package io.nightjar.calico.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;

/** Asks the DNS where a service is (RFC 2782). */
final class SrvLookup {

    /** The name servers of the system. */
    static final String SYSTEM = "dns:";

    private static final String TYPE = "SRV";

    private static final String TIMEOUT_MILLIS = "1000";

    private static final String ATTEMPTS = "3";

    private static final int FIELDS = 4;

    private final String servers;

    /**
     * A lookup at some name servers.
     *
     * @param servers as {@code dns://192.0.2.53:53}, or {@link #SYSTEM}
     */
    SrvLookup(String servers) {
        this.servers = servers;
    }

    /**
     * A place where the service is.
     *
     * @param priority the lowest is to be tried first
     * @param host its name, without a dot at the end
     * @param port its port
     */
    record Target(int priority, String host, int port) {}

    /**
     * All places of a service, by priority; none if the name does not exist. Blocks for some seconds at most.
     *
     * @param service as {@code _etcd-client._tcp.example.com}
     * @throws IOException if no server answers, or one answers with a failure
     */
    List<Target> targets(String service) throws IOException {
        Properties environment = new Properties();
        environment.setProperty(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.setProperty(Context.PROVIDER_URL, servers);
        environment.setProperty("com.sun.jndi.dns.timeout.initial", TIMEOUT_MILLIS);
        environment.setProperty("com.sun.jndi.dns.timeout.retries", ATTEMPTS);
        try {
            DirContext dns = new InitialDirContext(environment);
            try {
                return targets(records(dns, service));
            } finally {
                dns.close();
            }
        } catch (NameNotFoundException e) {
            return List.of();
        } catch (NamingException e) {
            throw new IOException("the DNS does not say where " + service + " is: " + e.getMessage(), e);
        }
    }

    /** The platform's other name services make objects of what a server says; that of the DNS makes nothing but texts. */
    @SuppressWarnings("BanJNDI")
    private static @Nullable Attribute records(DirContext dns, String service) throws NamingException {
        return dns.getAttributes(service, new String[] {TYPE}).get(TYPE);
    }

    private static List<Target> targets(@Nullable Attribute records) throws NamingException {
        List<Target> targets = new ArrayList<>();
        if (records != null) {
            NamingEnumeration<?> all = records.getAll();
            while (all.hasMore()) {
                // Priority, weight, port, name.
                String[] fields = String.valueOf(all.next()).split(" ", FIELDS);
                String host = fields[FIELDS - 1].replaceFirst("\\.$", "");
                if (!host.isEmpty()) {
                    targets.add(new Target(Integer.parseInt(fields[0]), host, Integer.parseInt(fields[2])));
                }
            }
        }
        targets.sort(Comparator.comparingInt(Target::priority));
        return targets;
    }
}
