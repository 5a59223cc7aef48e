package io.nightjar.calico.store;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.ClientBuilder;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes jetcd clients that use one thread of ours instead of dozens of their own. */
final class EtcdClients {

    private static final Duration KEEPALIVE_TIME = Duration.ofSeconds(10);

    private static final Duration KEEPALIVE_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** A page of keys with large values is larger than gRPC's default of 4 MiB. */
    private static final int MAX_MESSAGE_BYTES = 64 << 20;

    private final DatastoreConfig config;

    private final ExecutorService executor;

    EtcdClients(DatastoreConfig config, ExecutorService executor) {
        this.config = config;
        this.executor = executor;
    }

    /**
     * A client of some of the configured endpoints. Nothing is connected yet. It fails fast and with a reason, since who
     * repeats what, and when, is decided elsewhere.
     */
    Client client(List<URI> endpoints) throws IOException, GeneralSecurityException {
        ClientBuilder builder = Client.builder()
                .target(target(endpoints))
                .executorService(executor)
                .interceptor(new OnExecutor(executor))
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .connectTimeout(CONNECT_TIMEOUT)
                .keepaliveTime(KEEPALIVE_TIME)
                .keepaliveTimeout(KEEPALIVE_TIMEOUT)
                .keepaliveWithoutCalls(true)
                .waitForReady(false)
                .retryMaxAttempts(1);
        DatastoreConfig.Tls tls = config.tls();
        if (tls != null) {
            builder.sslContext(sslContext(tls));
        }
        DatastoreConfig.Credentials credentials = config.credentials();
        if (credentials != null) {
            builder.user(bytes(credentials.user())).password(bytes(credentials.password()));
        }
        return builder.build();
    }

    /**
     * What jetcd makes of endpoints, with its resolver that looks up names only and has certificates checked for what stands here; but
     * the brackets of an IPv6 address must not stand in a URI's path.
     */
    static String target(List<URI> endpoints) {
        return endpoints.stream()
                .map(endpoint -> endpoint.getHost() + ":" + endpoint.getPort())
                .map(authority -> authority.replace("[", "%5B").replace("]", "%5D"))
                .collect(Collectors.joining(",", "ip:///", ""));
    }

    private static SslContext sslContext(DatastoreConfig.Tls tls) throws IOException, GeneralSecurityException {
        SslContextBuilder builder = GrpcSslContexts.forClient();
        if (tls.authority() != null) {
            builder.trustManager(PemFile.certificates(tls.authority()).toArray(X509Certificate[]::new));
        }
        DatastoreConfig.@Nullable Identity identity = tls.identity();
        if (identity != null) {
            builder.keyManager(
                    PemFile.privateKey(identity.privateKey()),
                    PemFile.certificates(identity.certificate()).toArray(X509Certificate[]::new));
        }
        return builder.build();
    }

    private static ByteSequence bytes(String text) {
        return ByteSequence.from(text, StandardCharsets.UTF_8);
    }

    /** gRPC would run each call's callbacks on a pool of its own. */
    private record OnExecutor(ExecutorService executor) implements ClientInterceptor {

        @Override
        public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
            return next.newCall(method, options.withExecutor(executor));
        }
    }
}
