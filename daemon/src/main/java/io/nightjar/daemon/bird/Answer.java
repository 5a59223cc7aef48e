package io.nightjar.daemon.bird;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What is said to a command, piece by piece. */
@FunctionalInterface
public interface Answer {

    /**
     * Writes the next piece, of a size that need not be waited for. Called again when it is complete, has been taken away, and
     * the reply has not ended.
     */
    CompletableFuture<Void> write(Reply reply);

    /** All at once, and now. */
    static Answer now(Consumer<Reply> words) {
        return reply -> {
            words.accept(reply);
            return CompletableFuture.completedFuture(null);
        };
    }

    /** One line. */
    static Answer line(int code, String words) {
        return now(reply -> reply.end(code, words));
    }
}
