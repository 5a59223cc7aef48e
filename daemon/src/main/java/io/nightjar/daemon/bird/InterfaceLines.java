package io.nightjar.daemon.bird;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelLink;
import io.nightjar.kernel.KernelView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code show interfaces} prints.
 *
 * @param view of the kernel
 * @param afi of the addresses that are shown
 */
record InterfaceLines(KernelView view, Afi afi) {

    /** Scopes of addresses in rising order, with BIRD's words for them. */
    private enum Scope {
        HOST,
        LINK,
        SITE,
        UNIV;

        private static final List<Prefix> SITES = List.of(
                Prefix.parse("10.0.0.0/8"),
                Prefix.parse("172.16.0.0/12"),
                Prefix.parse("192.168.0.0/16"),
                Prefix.parse("fc00::/7"),
                Prefix.parse("fec0::/10"));

        /** BIRD looks at 169.254.0.0/16 as at any other network. */
        static Scope of(IpAddress address) {
            if (address.isLoopback()) {
                return HOST;
            } else if (address.isLinkLocal() && address.afi().equals(Afi.IPV6)) {
                return LINK;
            }
            return SITES.stream().anyMatch(site -> site.contains(address)) ? SITE : UNIV;
        }
    }

    void all(Reply reply) {
        links().forEach(link -> interfaceLines(reply, link));
        reply.end();
    }

    void summary(Reply reply) {
        reply.line(ReplyCode.INTERFACES_HEADING, "interface state address");
        for (KernelLink link : links()) {
            List<KernelAddress> addresses = addresses(link);
            KernelAddress primary = primary(addresses);
            reply.line(
                    ReplyCode.INTERFACE_SUMMARY,
                    String.format(
                            Locale.ROOT,
                            "%-9s %-5s %s",
                            link.name(),
                            state(link, addresses),
                            primary == null ? "" : text(primary)));
        }
        reply.end();
    }

    private List<KernelLink> links() {
        return view.links().values().stream()
                .sorted(Comparator.comparingInt(KernelLink::index))
                .toList();
    }

    private List<KernelAddress> addresses(KernelLink link) {
        return view.addresses().stream()
                .filter(address -> address.interfaceIndex() == link.index())
                .filter(address -> address.local().afi().equals(afi))
                .sorted(Comparator.comparing(KernelAddress::local))
                .toList();
    }

    private static String state(KernelLink link, List<KernelAddress> addresses) {
        return link.up() && !addresses.isEmpty() ? "up" : "DOWN";
    }

    /** The lowest of those that are good for more than the link. */
    private static @Nullable KernelAddress primary(List<KernelAddress> addresses) {
        return addresses.stream()
                .filter(address -> Scope.of(address.local()) != Scope.LINK)
                .findFirst()
                .orElse(addresses.isEmpty() ? null : addresses.get(0));
    }

    private void interfaceLines(Reply reply, KernelLink link) {
        List<KernelAddress> addresses = addresses(link);
        reply.line(
                ReplyCode.INTERFACE,
                link.name() + " " + state(link, addresses) + " (index=" + link.index() + master(link) + ")");
        reply.line(ReplyCode.INTERFACE_FLAGS, "\t" + flags(link));
        KernelAddress primary = primary(addresses);
        List<KernelAddress> others = new ArrayList<>(addresses);
        if (primary != null) {
            others.remove(primary);
            address(reply, primary, "Primary");
        }
        others.forEach(address -> address(reply, address, "Unselected"));
    }

    private String master(KernelLink link) {
        KernelLink master = view.links().get(link.details().master());
        return master == null ? "" : " master=" + master.name();
    }

    private static String flags(KernelLink link) {
        KernelLink.Details details = link.details();
        boolean loopback = details.kind() == KernelLink.Kind.LOOPBACK;
        boolean broadcast = details.kind() == KernelLink.Kind.BROADCAST;
        boolean pointToPoint = details.kind() == KernelLink.Kind.POINT_TO_POINT;
        return (pointToPoint ? "PtP" : "MultiAccess")
                + (broadcast ? " Broadcast" : "")
                + (broadcast || pointToPoint || details.multicast() ? " Multicast" : "")
                + (link.up() ? " AdminUp" : " AdminDown")
                + (details.carrier() ? " LinkUp" : " LinkDown")
                + (loopback ? " Loopback Ignored" : "")
                + " MTU=" + details.mtu();
    }

    private static void address(Reply reply, KernelAddress address, String choice) {
        boolean peer = !address.network().contains(address.local());
        reply.line(
                ReplyCode.INTERFACE_ADDRESS,
                "\t" + text(address) + " (" + choice
                        + (peer ? ", opposite " + address.network().address() : "") + ", scope "
                        + Scope.of(address.local()).name().toLowerCase(Locale.ROOT) + ")");
    }

    private static String text(KernelAddress address) {
        return address.local() + "/" + address.network().length();
    }
}
