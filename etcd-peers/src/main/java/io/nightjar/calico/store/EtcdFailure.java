package io.nightjar.calico.store;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Puts into words why a store does not do what it should. */
final class EtcdFailure {

    private EtcdFailure() {}

    /** The outermost words and the innermost, which is where TLS and the resolver say what is wrong. */
    static String reason(@Nullable Throwable failure) {
        Throwable outer = cause(failure);
        if (outer instanceof TimeoutException || outer instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        Throwable inner = outer;
        while (inner != null && inner.getCause() != null) {
            inner = inner.getCause();
        }
        String first = words(outer);
        String last = words(inner);
        return first.contains(last) ? first : first + ": " + last;
    }

    /** What a future failed with. */
    static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** The same, with the endpoint that it came from. */
    static Throwable named(URI endpoint, Throwable failure) {
        return cause(failure) instanceof EtcdV2Answers.NoSuchApiException
                ? new EtcdV2Answers.NoSuchApiException(endpoint)
                : new IOException(endpoint + ": " + reason(failure), failure);
    }

    private static String words(@Nullable Throwable failure) {
        return failure == null || failure.getMessage() == null ? String.valueOf(failure) : failure.getMessage();
    }
}
