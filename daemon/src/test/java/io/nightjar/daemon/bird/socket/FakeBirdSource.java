package io.nightjar.daemon.bird.socket;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.bird.BirdProtocol;
import io.nightjar.daemon.bird.BirdSource;
import io.nightjar.kernel.KernelView;
import io.nightjar.rib.RibView;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.engine.RibEngine;
import io.nightjar.rib.engine.RibLoop;
import io.nightjar.rib.engine.RoutingRules;
import io.nightjar.rib.engine.TurnListener;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.testing.RecordingRibListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A speaker with nothing but a table with many routes of its own, on a thread of its own. */
final class FakeBirdSource implements BirdSource, AutoCloseable {

    private final RibLoop table = new RibLoop(
            new RibEngine(RoutingRules.FULL_MESH, NextHopResolver.NO_FORWARDING, new RecordingRibListener()),
            1024,
            System::nanoTime,
            TurnListener.NONE,
            (thread, fault) -> {});

    private final AtomicInteger questions = new AtomicInteger();

    private final SpeakerConfig config;

    FakeBirdSource(int routes) {
        List<OriginatedRoute> originated = new ArrayList<>();
        for (int i = 0; i < routes; i++) {
            originated.add(new OriginatedRoute(new Prefix(new Ipv4Address(0x0a00_0000 + (i << 8)), 24), null, "test"));
        }
        config = new SpeakerConfig(
                new SpeakerConfig.Local(AsNumber.of(64512), BgpIdentifier.parse("10.0.0.1"), List.of()),
                List.of(),
                List.of(),
                originated,
                KernelConfig.OFF);
        table.start();
        table.submit(new RibCommand.Originate(originated));
    }

    /** How often the table has been asked. */
    int questions() {
        return questions.get();
    }

    @Override
    public Router router() {
        Recovery over = new Recovery(false, 0, Duration.ZERO, Duration.ofMinutes(2));
        return new Router(config, "test", Duration.ZERO, Duration.ZERO, over, false);
    }

    @Override
    public List<BirdProtocol> protocols() {
        return List.of(BirdProtocol.only(BirdProtocol.Kind.STATIC, Duration.ZERO));
    }

    @Override
    public Optional<BirdProtocol> protocol(String name) {
        return protocols().stream()
                .filter(protocol -> protocol.name().equals(name))
                .findFirst();
    }

    @Override
    public boolean fromDatastore() {
        return false;
    }

    @Override
    public int programmed() {
        return 0;
    }

    @Override
    public List<OriginatedRoute> originated() {
        return config.originated();
    }

    @Override
    public KernelView kernel() {
        return KernelView.EMPTY;
    }

    @Override
    public <T> CompletableFuture<T> table(Function<RibView, T> question) {
        questions.incrementAndGet();
        return table.look(question);
    }

    @Override
    public KernelPreview kernelPreview() {
        return paths -> null;
    }

    @Override
    public CompletableFuture<Done> act(PeerId peer, Action action, String message) {
        return CompletableFuture.completedFuture(Done.GONE);
    }

    @Override
    public CompletableFuture<Void> reconfigure() {
        return CompletableFuture.failedFuture(new IllegalStateException("for a test"));
    }

    @Override
    public void reprogram() {}

    @Override
    public void shutDown() {}

    @Override
    public void close() {
        table.close();
    }
}
