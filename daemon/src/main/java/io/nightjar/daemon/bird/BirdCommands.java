package io.nightjar.daemon.bird;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.daemon.bird.BirdProtocol.Kind;
import io.nightjar.daemon.bird.command.BirdCommand;
import io.nightjar.daemon.bird.command.RouteQuery;
import io.nightjar.daemon.bird.command.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What comes of each command. */
final class BirdCommands implements BirdCommand.Handler<Answer> {

    private static final Logger LOG = LoggerFactory.getLogger(BirdCommands.class);

    private final BirdSource source;
    private final AddressFamily family;
    private final BirdClock clock;
    private final Executor executor;
    private final Runnable restriction;
    private final ProtocolControl control;
    private final ConfigurationWords configuration;

    BirdCommands(
            BirdSource source,
            AddressFamily family,
            BirdClock clock,
            ConfigurationWords configuration,
            Executor executor,
            Runnable restriction) {
        this.source = source;
        this.family = family;
        this.clock = clock;
        this.configuration = configuration;
        this.executor = executor;
        this.restriction = restriction;
        this.control = new ProtocolControl(source, executor);
    }

    @Override
    public Answer showStatus() {
        return Answer.now(reply -> StatusLines.write(reply, source.router(), clock));
    }

    @Override
    public Answer showMemory() {
        return Answer.now(StatusLines::memory);
    }

    @Override
    public Answer showInterfaces(boolean summary) {
        InterfaceLines lines = new InterfaceLines(source.kernel(), family.afi());
        return Answer.now(summary ? lines::summary : lines::all);
    }

    @Override
    public Answer showSymbols(BirdCommand.ShowSymbols command) {
        SymbolLines symbols = new SymbolLines(source.protocols());
        String name = command.name();
        return Answer.now(
                name == null ? reply -> symbols.list(reply, command.kind()) : reply -> symbols.one(reply, name));
    }

    @Override
    public Answer showProtocols(BirdCommand.ShowProtocols command) {
        return selected(
                command.selection(),
                protocols -> new ProtocolListing(source, clock, family, command.details(), protocols, executor));
    }

    /** An answer about the protocols that are meant, or that there are none. */
    private Answer selected(Selection selection, Function<List<BirdProtocol>, Answer> answer) {
        if (selection instanceof Selection.Named named) {
            return source.protocol(named.name())
                    .map(protocol -> answer.apply(List.of(protocol)))
                    .orElseGet(() -> Answer.line(ReplyCode.WRONG_SYMBOL, named.name() + " is not a protocol"));
        }
        List<BirdProtocol> found = source.protocols().stream()
                .filter(protocol -> selection.matches(protocol.name()))
                .toList();
        return found.isEmpty() ? Answer.line(ReplyCode.NO_PROTOCOLS_MATCH, "No protocols match") : answer.apply(found);
    }

    @Override
    public Answer showRoute(RouteQuery query) {
        BirdProtocol told = query.export() == null
                ? null
                : source.protocol(query.export().protocol()).orElse(null);
        if (told != null && !told.up()) {
            return Answer.line(ReplyCode.PROTOCOL_DOWN, "Protocol is down");
        }
        Instant now = clock.now();
        Map<String, String> known = new HashMap<>();
        Function<String, String> times = wanted -> known.computeIfAbsent(
                wanted,
                name -> clock.recent(
                        now.minus(source.protocol(name).map(BirdProtocol::since).orElse(Duration.ZERO))));
        return new RouteListing(
                source,
                family.afi(),
                query,
                new RouteSelector(query, told, source.kernelPreview()),
                new RouteLines(times, source.kernel()),
                executor);
    }

    @Override
    public Answer showStatic(@Nullable String protocol) {
        boolean running = source.protocol(Kind.STATIC.only()).isPresent();
        if (protocol != null && !protocol.equals(Kind.STATIC.only())) {
            boolean other = source.protocol(protocol).isPresent();
            return Answer.line(
                    ReplyCode.PARSE_ERROR, protocol + (other ? ": Not a Static protocol" : ": Not a protocol"));
        } else if (!running) {
            return Answer.line(ReplyCode.PARSE_ERROR, "There is no Static protocol running");
        }
        return new StaticListing(source, executor);
    }

    @Override
    public Answer configure(BirdCommand.Configure command) {
        return configuration.configure(source, command);
    }

    @Override
    public Answer control(BirdCommand.Control command) {
        return selected(command.selection(), protocols -> control.control(command, protocols));
    }

    @Override
    public Answer reload(BirdCommand.Reload command) {
        return selected(command.selection(), protocols -> control.reload(command, protocols));
    }

    /** Accepted, because scripts say it; our log has its own levels. */
    @Override
    public Answer tune(BirdCommand.Tune command) {
        Answer accepted = Answer.now(reply -> {
            LOG.info("'{}' on BIRD's socket has no effect; see --log-level", command.verb());
            reply.end();
        });
        Selection selection = command.selection();
        return selection == null ? accepted : selected(selection, protocols -> accepted);
    }

    @Override
    public Answer restrict() {
        restriction.run();
        return Answer.line(ReplyCode.ACCESS_RESTRICTED, "Access restricted");
    }

    @Override
    public Answer down() {
        return Answer.now(reply -> {
            LOG.info("operator: down, by BIRD's socket");
            source.shutDown();
            reply.end(ReplyCode.SHUTDOWN_REQUESTED, "Shutdown requested");
        });
    }
}
