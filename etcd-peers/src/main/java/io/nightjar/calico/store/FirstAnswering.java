package io.nightjar.calico.store;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks endpoints one after the other until one answers: one that accepts connections may hang, or have lost the other members. */
final class FirstAnswering<T> {

    private final Question<T> question;

    private final ExecutorService etcd;

    private final List<Throwable> failures = new ArrayList<>();

    private FirstAnswering(Question<T> question, ExecutorService etcd) {
        this.question = question;
        this.etcd = etcd;
    }

    /** Asks an endpoint, which may take the time for a small answer. */
    @FunctionalInterface
    interface Question<T> {

        CompletableFuture<T> to(URI endpoint) throws IOException, GeneralSecurityException;
    }

    /** Makes a connection to an endpoint, which may be closed again. */
    @FunctionalInterface
    interface Maker {

        EtcdConnection to(URI endpoint) throws IOException, GeneralSecurityException;
    }

    /** The first answer. */
    static <T> CompletableFuture<T> of(List<URI> order, Question<T> question, ExecutorService etcd) {
        return new FirstAnswering<>(question, etcd).first(order);
    }

    /** A connection to the first endpoint that answers for its cluster. */
    static CompletableFuture<EtcdConnection> connection(List<URI> order, Maker maker, ExecutorService etcd) {
        return of(order, endpoint -> answering(maker.to(endpoint), etcd), etcd);
    }

    private static CompletableFuture<EtcdConnection> answering(EtcdConnection connection, ExecutorService etcd) {
        return inTime(connection.header())
                .thenApply(header -> connection)
                .whenCompleteAsync(
                        (answering, failure) -> {
                            if (failure != null) {
                                connection.close();
                            }
                        },
                        etcd);
    }

    /** An answer that a healthy endpoint gives in time. */
    static <A> CompletableFuture<A> inTime(CompletableFuture<A> answer) {
        return answer.orTimeout(EtcdConnection.ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }

    private CompletableFuture<T> first(List<URI> order) {
        if (order.isEmpty()) {
            return CompletableFuture.failedFuture(failure());
        }
        URI endpoint = order.get(0);
        CompletableFuture<T> answer;
        try {
            answer = question.to(endpoint);
        } catch (IOException | GeneralSecurityException e) {
            return CompletableFuture.failedFuture(e);
        }
        return answer.exceptionallyComposeAsync(
                failure -> {
                    failures.add(EtcdFailure.named(endpoint, failure));
                    return first(order.subList(1, order.size()));
                },
                etcd);
    }

    /** One that says all of it; its kind is that of all, if they are of one. */
    private Throwable failure() {
        if (failures.stream().allMatch(EtcdV2Answers.NoSuchApiException.class::isInstance)) {
            return failures.get(0);
        }
        return new IOException(
                String.join("; ", failures.stream().map(Throwable::getMessage).toList()));
    }
}
