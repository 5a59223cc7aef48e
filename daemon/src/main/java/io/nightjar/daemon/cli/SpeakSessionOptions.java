package io.nightjar.daemon.cli;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.bgp.peer.TcpPassword;
import io.nightjar.fsm.netty.ListenAddress;
import io.nightjar.fsm.netty.PassivePeerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who speaks with whom, and how. */
final class SpeakSessionOptions {

    private static final int BGP_PORT = 179;

    @Option(names = "--local-as", paramLabel = "AS", required = true, description = "Our AS number.")
    private String localAs = "";

    @Option(names = "--peer-as", paramLabel = "AS", required = true, description = "The peer's AS number.")
    private String peerAs = "";

    @Option(names = "--router-id", paramLabel = "ID", required = true, description = "Our BGP identifier.")
    private String identifier = "";

    @Option(
            names = "--connect",
            paramLabel = "ADDRESS[:PORT]",
            description = "Where the peer is; [ADDRESS]:PORT for IPv6 (default port: 179).")
    private @Nullable String connect;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS[:PORT]",
            description = "Where we listen; without --connect anybody may be the peer. Port 0 takes any.")
    private @Nullable String listen;

    @Option(names = "--local", paramLabel = "ADDRESS", description = "The source address of our connection.")
    private @Nullable String local;

    @Option(names = "--passive", description = "Do not connect; wait for the peer of --connect.")
    private boolean passive;

    @Option(
            names = "--family",
            paramLabel = "FAMILY",
            split = ",",
            defaultValue = "ipv4",
            description = "Families to offer: ipv4, ipv6 (default: ${DEFAULT-VALUE}).")
    private List<String> families = new ArrayList<>();

    @Option(
            names = "--hold-time",
            paramLabel = "SECONDS",
            defaultValue = "90",
            description = "The hold time to propose; 0 for none (default: ${DEFAULT-VALUE}).")
    private int holdSeconds;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The key of TCP MD5 signatures is the file's first line.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--add-path",
            paramLabel = "FAMILY",
            split = ",",
            description = "Offer to send and receive several paths in these families.")
    private List<String> addPath = new ArrayList<>();

    @Option(names = "--extended", description = "Offer messages longer than 4096 octets.")
    private boolean extended;

    @Option(names = "--extended-next-hop", description = "Offer IPv6 next hops of IPv4 routes.")
    private boolean extendedNextHop;

    /**
     * The other end.
     *
     * @param dialled its configuration; null when anybody may connect
     * @param listen null when nobody may
     * @param others makes a peer of who connects
     * @param password that their connections are signed with; null for none
     */
    record Peer(
            @Nullable PeerConfig dialled,
            @Nullable ListenAddress listen,
            PassivePeerFactory others,
            @Nullable TcpPassword password) {}

    /** What the options say; throws {@link CommandException} where they say nothing sensible. */
    Peer peer() {
        try {
            return read();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }

    private Peer read() {
        if (connect == null && listen == null) {
            throw CommandException.usage("nobody to speak with: give --connect ADDRESS, --listen ADDRESS, or both");
        }
        if (passive && (connect == null || listen == null)) {
            throw CommandException.usage("--passive needs --connect (who may connect) and --listen (where)");
        }
        PeerConfig.Local ours = new PeerConfig.Local(
                local == null ? null : IpAddress.parse(local),
                AsNumber.parse(localAs),
                BgpIdentifier.parse(identifier));
        AsNumber theirs = AsNumber.parse(peerAs);
        PeerConfig dialled = null;
        if (connect != null) {
            AddressAndPort remote = AddressAndPort.parse(connect, BGP_PORT);
            PeerConfig.Remote end = new PeerConfig.Remote(remote.address(), remote.port(), theirs);
            dialled = config(new PeerId(remote.address().toString()), end, ours, passive);
        }
        PassivePeerFactory others =
                (id, address) -> config(id, new PeerConfig.Remote(address, BGP_PORT, theirs), ours, true);
        return new Peer(dialled, listenAddress(), others, password());
    }

    private @Nullable ListenAddress listenAddress() {
        if (listen == null) {
            return null;
        }
        AddressAndPort address = AddressAndPort.parse(listen, BGP_PORT);
        return new ListenAddress(address.address(), address.port());
    }

    private PeerConfig config(PeerId id, PeerConfig.Remote remote, PeerConfig.Local ours, boolean waits) {
        PeerTimers timers = new PeerTimers(holdSeconds, 0, 1, 5, 1, 5);
        Set<AddressFamily> several = FamilyNames.parse("--add-path", addPath);
        PeerFeatures features = PeerFeatures.NONE
                .withAddPath(several, several)
                .withExtendedMessages(extended)
                .withExtendedNextHop(extendedNextHop);
        PeerTransport transport = new PeerTransport(password(), PeerTransport.MULTIHOP, false);
        return new PeerConfig(
                id, remote, ours, FamilyNames.parse("--family", families), waits, timers, features, transport);
    }

    private @Nullable TcpPassword password() {
        Path file = passwordFile;
        if (file == null) {
            return null;
        }
        try {
            return new TcpPassword(Files.readString(file).lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw CommandException.usage("--password-file " + file + " cannot be read: " + e.getMessage());
        }
    }
}
