package io.nightjar.daemon.bird;

import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.bird.BirdProtocol.Kind;
import io.nightjar.daemon.bird.BirdProtocol.Session;
import io.nightjar.daemon.bird.BirdSource.Action;
import io.nightjar.daemon.bird.BirdSource.Done;
import io.nightjar.daemon.bird.command.BirdCommand;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What is done about protocols: a line for each.
 *
 * @param source does it
 * @param executor the thread that writes
 */
record ProtocolControl(BirdSource source, Executor executor) {

    /** Something about one protocol. */
    @FunctionalInterface
    private interface Step {

        CompletableFuture<Void> take(BirdProtocol protocol, Reply reply);
    }

    Answer control(BirdCommand.Control command, List<BirdProtocol> selected) {
        return each(selected, (protocol, reply) -> control(command, protocol, reply));
    }

    Answer reload(BirdCommand.Reload command, List<BirdProtocol> selected) {
        return each(selected, (protocol, reply) -> reload(command, protocol, reply));
    }

    private Answer each(List<BirdProtocol> selected, Step step) {
        return reply -> {
            CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
            for (BirdProtocol protocol : selected) {
                done = done.thenComposeAsync(before -> step.take(protocol, reply), executor);
            }
            return done.thenRun(reply::end);
        };
    }

    private static CompletableFuture<Void> say(Reply reply, int code, String words) {
        reply.line(code, words);
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> control(BirdCommand.Control command, BirdProtocol protocol, Reply reply) {
        Session session = protocol.session();
        boolean enabled = session == null || session.status().enabled();
        String name = protocol.name();
        if (command.change() == BirdCommand.Control.Change.ENABLE) {
            return enabled
                    ? say(reply, ReplyCode.ALREADY_ENABLED, name + ": already enabled")
                    : act(protocol, Action.ENABLE, command, new Outcome(reply, ReplyCode.ENABLED, "enabled"));
        } else if (!enabled) {
            return say(reply, ReplyCode.ALREADY_DISABLED, name + ": already disabled");
        } else if (session == null) {
            return part(command, protocol, reply);
        }
        return command.change() == BirdCommand.Control.Change.DISABLE
                ? act(protocol, Action.DISABLE, command, new Outcome(reply, ReplyCode.DISABLED, "disabled"))
                : act(protocol, Action.RESTART, command, new Outcome(reply, ReplyCode.RESTARTED, "restarted"));
    }

    /** What is no session is a part of the daemon, and cannot be taken out of it. */
    private CompletableFuture<Void> part(BirdCommand.Control command, BirdProtocol protocol, Reply reply) {
        boolean restart = command.change() == BirdCommand.Control.Change.RESTART;
        if (restart && protocol.kind() == Kind.KERNEL) {
            source.reprogram();
            return say(reply, ReplyCode.RESTARTED, protocol.name() + ": restarted");
        }
        return say(
                reply,
                ReplyCode.ACCESS_DENIED,
                protocol.name() + ": cannot be " + (restart ? "restarted" : "disabled") + " by itself");
    }

    /** What is said when it is done. */
    private record Outcome(Reply reply, int code, String words) {}

    private CompletableFuture<Void> act(
            BirdProtocol protocol, Action action, BirdCommand.Control command, Outcome outcome) {
        return source.act(protocol.peer(), action, command.message())
                .thenAcceptAsync(
                        done -> {
                            // One that is gone by now is not spoken of, as in BIRD.
                            if (done == Done.DONE) {
                                outcome.reply.line(outcome.code, protocol.name() + ": " + outcome.words);
                            }
                        },
                        executor);
    }

    private CompletableFuture<Void> reload(BirdCommand.Reload command, BirdProtocol protocol, Reply reply) {
        Session session = protocol.session();
        if (session == null) {
            return reloadPart(command, protocol, reply);
        } else if (!session.status().enabled()) {
            return say(reply, ReplyCode.ALREADY_DISABLED, protocol.name() + ": already disabled");
        } else if (!protocol.up()) {
            return CompletableFuture.completedFuture(null);
        }
        PeerId peer = protocol.peer();
        CompletableFuture<Done> in =
                command.in() ? source.act(peer, Action.RELOAD_IN, "") : CompletableFuture.completedFuture(Done.DONE);
        return in.thenCompose(first -> first == Done.DONE && command.out()
                        ? source.act(peer, Action.RELOAD_OUT, "")
                        : CompletableFuture.completedFuture(first))
                .thenAcceptAsync(done -> reloaded(reply, protocol, done == Done.DONE), executor);
    }

    /** Only what the kernel has can be looked at again; what is told to these is nothing, and that has been told. */
    private CompletableFuture<Void> reloadPart(BirdCommand.Reload command, BirdProtocol protocol, Reply reply) {
        boolean kernel = protocol.kind() == Kind.KERNEL;
        if (kernel) {
            source.reprogram();
        }
        reloaded(reply, protocol, kernel || !command.in());
        return CompletableFuture.completedFuture(null);
    }

    private static void reloaded(Reply reply, BirdProtocol protocol, boolean done) {
        reply.line(
                done ? ReplyCode.RELOADING : ReplyCode.RELOAD_FAILED,
                protocol.name() + (done ? ": reloading" : ": reload failed"));
    }
}
