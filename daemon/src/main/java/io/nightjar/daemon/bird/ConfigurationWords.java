package io.nightjar.daemon.bird;

import io.nightjar.daemon.bird.command.BirdCommand;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What is said about the configuration. It is followed as it changes, so there is little to do; it is not a file of BIRD's, and
 * none is read.
 *
 * @param undo the way back that somebody may have asked for
 * @param later says something to the client when it has asked for nothing
 * @param executor the thread that writes
 */
record ConfigurationWords(Undo undo, Consumer<String> later, Executor executor) {

    Answer configure(BirdSource source, BirdCommand.Configure command) {
        return switch (command.action()) {
            case APPLY -> reply -> apply(source, command, reply);
            case CHECK ->
                Answer.now(reply -> {
                    if (reads(source, command, reply)) {
                        reply.end(ReplyCode.CONFIGURATION_OK, "Configuration OK");
                    }
                });
            case CONFIRM ->
                Answer.now(reply -> {
                    if (undo.settle()) {
                        reply.end(ReplyCode.CONFIRMED, "Reconfiguration confirmed");
                    } else {
                        nothingToDo(reply);
                    }
                });
            case UNDO -> Answer.now(this::undo);
        };
    }

    private static void nothingToDo(Reply reply) {
        reply.end(ReplyCode.NOTHING_TO_DO, "Nothing to do");
    }

    private void undo(Reply reply) {
        reply.line(ReplyCode.UNDO_REQUESTED, "Undo requested");
        if (undo.settle()) {
            reconfigured(reply);
        } else {
            nothingToDo(reply);
        }
    }

    private static void reconfigured(Reply reply) {
        reply.end(ReplyCode.RECONFIGURED, "Reconfigured");
    }

    /** Says what is read, and refuses files. */
    private static boolean reads(BirdSource source, BirdCommand.Configure command, Reply reply) {
        String file = command.file();
        String location = source.router().location();
        reply.line(ReplyCode.READING_CONFIGURATION, "Reading configuration from " + (file == null ? location : file));
        if (file != null) {
            reply.end(ReplyCode.CONFIGURATION_ERROR, file + ": the configuration comes from " + location);
        }
        return file == null;
    }

    private CompletableFuture<Void> apply(BirdSource source, BirdCommand.Configure command, Reply reply) {
        if (!reads(source, command, reply)) {
            return CompletableFuture.completedFuture(null);
        }
        if (command.undoSeconds() > 0) {
            undo.schedule(command.undoSeconds(), () -> later.accept("Config timeout expired, starting undo"));
            reply.line(ReplyCode.UNDO_SCHEDULED, "Undo scheduled in " + command.undoSeconds() + " s");
        }
        return source.reconfigure().thenRunAsync(() -> reconfigured(reply), executor);
    }
}
