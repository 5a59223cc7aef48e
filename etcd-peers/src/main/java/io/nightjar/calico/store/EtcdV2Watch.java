package io.nightjar.calico.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Watches one prefix by asking for the next event, again and again. Each question is about one event and says from which
 * index on; so none is lost between two of them. If nothing comes the same question is asked again after a while, so that a
 * connection which has silently died does no harm.
 *
 * <p>Etcd remembers a thousand events of the whole store. When it has forgotten the one that was asked for, nobody knows
 * whether it would have been about this prefix: that is a reason to list again. In a store in which others write much this
 * happens from time to time, and is the audit.
 *
 * <p>Owned by the {@code etcd} thread.
 */
final class EtcdV2Watch {

    /** When so much is to be caught up with, a listing is quicker than one question for each event. */
    static final long MAX_BEHIND = 200;

    private final EtcdV2Client client;

    private final String prefix;

    private final Executor etcd;

    private final Duration renewal;

    private final EtcdConnection.Events events;

    private String clusterId = "";

    private long next;

    private boolean established;

    private boolean stopped;

    /** The one that is on its way. */
    private EtcdV2Client.@Nullable Question question;

    EtcdV2Watch(EtcdV2Client client, String prefix, Executor etcd, Duration renewal, EtcdConnection.Events events) {
        this.client = client;
        this.prefix = prefix;
        this.etcd = etcd;
        this.renewal = renewal;
        this.events = events;
    }

    /** Begins, once. */
    void start(String ofCluster, long firstIndex) {
        clusterId = ofCluster;
        next = firstIndex;
        ask();
    }

    /** Ends for good. */
    void stop() {
        stopped = true;
        if (question != null) {
            question.cancel();
        }
    }

    private void ask() {
        if (stopped) {
            return;
        }
        long asked = next;
        EtcdV2Client.Question current = client.wait(prefix, asked, head -> begun(head, asked));
        question = current;
        CompletableFuture<Void> unused = current.answer()
                .copy()
                .orTimeout(renewal.toMillis(), TimeUnit.MILLISECONDS)
                .handleAsync(
                        (answer, failure) -> {
                            heard(current, answer, failure);
                            return null;
                        },
                        etcd);
    }

    /** The endpoint has looked at what it remembers, and waits if there was nothing. */
    private void begun(HttpHeaders head, long asked) {
        if (stopped || asked != next) {
            return;
        }
        try {
            EtcdConnection.Header header = EtcdV2Answers.header(head);
            if (!header.clusterId().equals(clusterId) || header.revision() < asked - 1) {
                fail(new IOException("the store is another one, or has lost data"));
                return;
            }
            if (!established) {
                established = true;
                events.created(header);
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void heard(EtcdV2Client.Question asked, EtcdV2Client.@Nullable Answer answer, @Nullable Throwable failure) {
        if (stopped) {
            return;
        }
        if (answer != null) {
            take(answer);
        } else if (failure instanceof TimeoutException) {
            asked.cancel();
            ask();
        } else if (EtcdFailure.cause(failure) instanceof EtcdV2Answers.EventsClearedException) {
            stopped = true;
            events.compacted();
        } else {
            fail(EtcdFailure.cause(failure));
        }
    }

    private void take(EtcdV2Client.Answer answer) {
        JsonNode event = answer.content();
        if (!event.isObject()) {
            fail(new IOException("the endpoint has ended the watch"));
            return;
        }
        try {
            next = Math.max(next, EtcdV2Answers.index(event) + 1);
        } catch (IOException e) {
            fail(e);
            return;
        }
        List<ReplicatedKeys.Change> changes = EtcdV2Answers.changes(event, prefix);
        if (!changes.isEmpty()) {
            events.changed(changes);
        }
        if (answer.header().revision() - next > MAX_BEHIND) {
            stopped = true;
            events.compacted();
        } else {
            ask();
        }
    }

    private void fail(@Nullable Throwable reason) {
        stopped = true;
        events.failed(reason == null ? new IOException("no reason given") : reason);
    }
}
