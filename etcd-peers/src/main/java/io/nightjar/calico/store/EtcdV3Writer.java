package io.nightjar.calico.store;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.PutOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes an etcd over its v3 API. Each call waits for its answer; nothing is repeated. */
public final class EtcdV3Writer implements WritableStore {

    /** Questions that are asked before the first answer is waited for. */
    private static final int AHEAD = 100;

    private static final long PATIENCE_SECONDS = 10;

    private final ExecutorService executor;

    private final Client client;

    private EtcdV3Writer(ExecutorService executor, Client client) {
        this.executor = executor;
        this.client = client;
    }

    /**
     * Connects.
     *
     * @throws StoreException if no endpoint accepts a connection, or a file of ours cannot be used
     */
    public static EtcdV3Writer open(DatastoreConfig config) throws StoreException {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "etcd");
            thread.setDaemon(true);
            return thread;
        });
        try {
            DatastoreConfig located = new EndpointLocator(new SrvLookup(SrvLookup.SYSTEM)).locate(config);
            return new EtcdV3Writer(executor, new EtcdClients(located, executor).client(located.endpoints()));
        } catch (IOException | GeneralSecurityException e) {
            executor.shutdown();
            throw new StoreException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public SortedMap<String, KeyValueView.Entry> read(Collection<String> keys) throws StoreException {
        SortedMap<String, KeyValueView.Entry> found = new TreeMap<>();
        Map<String, CompletableFuture<GetResponse>> asked = new LinkedHashMap<>();
        for (String key : keys) {
            asked.put(key, client.getKVClient().get(bytes(key)));
            if (asked.size() == AHEAD) {
                collect(asked, found);
            }
        }
        collect(asked, found);
        return found;
    }

    private static void collect(
            Map<String, CompletableFuture<GetResponse>> asked, SortedMap<String, KeyValueView.Entry> found)
            throws StoreException {
        for (Map.Entry<String, CompletableFuture<GetResponse>> each : asked.entrySet()) {
            for (KeyValue answer : await(each.getValue()).getKvs()) {
                String value = answer.getValue().toString(StandardCharsets.UTF_8);
                found.put(each.getKey(), new KeyValueView.Entry(value, answer.getModRevision()));
            }
        }
        asked.clear();
    }

    @Override
    public boolean write(String key, String value, long modRevision) throws StoreException {
        ByteSequence where = bytes(key);
        return await(client.getKVClient()
                        .txn()
                        .If(new Cmp(where, Cmp.Op.EQUAL, CmpTarget.modRevision(modRevision)))
                        .Then(Op.put(where, bytes(value), PutOption.DEFAULT))
                        .commit())
                .isSucceeded();
    }

    private static <T> T await(CompletableFuture<T> answer) throws StoreException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new StoreException(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
        } catch (TimeoutException e) {
            throw new StoreException("no answer in " + PATIENCE_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted");
        }
    }

    private static ByteSequence bytes(String text) {
        return ByteSequence.from(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
        executor.shutdown();
    }
}
