package io.nightjar.fsm.netty;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.fsm.RestartState;
import io.nightjar.fsm.session.SessionStatus;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** An endpoint on a loopback address of its own, with what it has reported. */
final class Speaker implements AutoCloseable {

    final IpAddress address;
    final RecordingListener sessions = new RecordingListener();
    final BgpEndpoint endpoint;

    Speaker(String address) {
        this(address, IoTransport.best());
    }

    Speaker(String address, IoTransport transport) {
        this.address = IpAddress.parse(address);
        this.endpoint = new BgpEndpoint(
                new EndpointSettings(
                        transport,
                        2,
                        System::nanoTime,
                        new SplittableRandom(this.address.hashCode()),
                        RestartState.NONE),
                sessions);
    }

    /** Listens on any port and returns it. */
    int listen() {
        endpoint.listen(List.of(new ListenAddress(address, 0))).join();
        return port();
    }

    int port() {
        return endpoint.listeners().get(0).boundPort();
    }

    /** Our configuration of the speaker at {@code address}. */
    PeerConfig peer(IpAddress remote, int port, boolean passive) {
        return peer(remote, port, passive, 64512);
    }

    PeerConfig peer(IpAddress remote, int port, boolean passive, long remoteAs) {
        return new PeerConfig(
                nameOf(remote),
                new PeerConfig.Remote(remote, port, AsNumber.of(remoteAs)),
                new PeerConfig.Local(address, AsNumber.of(64512), BgpIdentifier.parse(address.toString())),
                Set.of(AddressFamily.IPV4_UNICAST),
                passive,
                new PeerTimers(90, 0, 1, 5, 5, 30));
    }

    /** A peer at {@code remote}, dialled from {@code local}. */
    PeerConfig at(IpAddress local, IpAddress remote, int port, boolean passive) {
        PeerConfig config = peer(remote, port, passive);
        return new PeerConfig(
                new PeerId("Mesh_6"),
                config.remote(),
                new PeerConfig.Local(
                        local, config.local().asNumber(), config.local().identifier()),
                config.families(),
                passive,
                config.timers());
    }

    /** The same configuration under another name. */
    PeerConfig named(PeerId id, PeerConfig config) {
        return new PeerConfig(
                id, config.remote(), config.local(), config.families(), config.passive(), config.timers());
    }

    static PeerId nameOf(IpAddress remote) {
        return new PeerId("Mesh_" + remote.toString().replace('.', '_'));
    }

    SessionStatus statusOf(Speaker other) {
        return endpoint.status(nameOf(other.address)).orElseThrow();
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
