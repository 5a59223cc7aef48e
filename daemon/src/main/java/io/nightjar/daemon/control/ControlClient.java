package io.nightjar.daemon.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.nightjar.daemon.explain.ExplainQuestion;
import io.nightjar.daemon.explain.Explanation;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a running daemon, one connection per question. */
public final class ControlClient implements AutoCloseable {

    static final String STATUS_PATH = "/api/v1/status";

    static final String EXPLAIN_PATH = "/api/v1/explain";

    static final String DIFF_PATH = "/api/v1/config/diff";

    static final String ROUTES_PATH = "/api/v1/routes";

    static final String METRICS_PATH = "/metrics";

    static final String PEERS_PATH = "/api/v1/peers";

    private static final int MAX_ANSWER_OCTETS = 1 << 30;

    private static final int PATIENCE_SECONDS = 15;

    private final Path socket;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("control-client", true), NioIoHandler.newFactory());

    public ControlClient(Path socket) {
        this.socket = socket;
    }

    public StatusReport status() throws ControlSocketException {
        return get(STATUS_PATH, StatusReport.class);
    }

    /** See {@link ReportSource#speaker}. */
    public StatusReport speaker() throws ControlSocketException {
        QueryStringEncoder uri = new QueryStringEncoder(STATUS_PATH);
        add(uri, "peers", "none");
        return get(uri.toString(), StatusReport.class);
    }

    /** See {@link ReportSource#peers}; by name. */
    public List<PeersReport.Entry> peers() throws ControlSocketException {
        List<PeersReport.Entry> peers = new ArrayList<>();
        Integer next = 0;
        do {
            QueryStringEncoder uri = new QueryStringEncoder(PEERS_PATH);
            add(uri, "sort", PeerFilter.Order.NAME.label());
            add(uri, "offset", next.toString());
            add(uri, "limit", Integer.toString(PeerFilter.MAX_LIMIT));
            PeersReport page = get(uri.toString(), PeersReport.class);
            peers.addAll(page.peers());
            next = page.next();
        } while (next != null);
        return peers;
    }

    /** All routes, for who knows that they are few. */
    public RoutesReport routes() throws ControlSocketException {
        List<RoutesReport.Route> routes = new ArrayList<>();
        routes(RouteFilter.ALL, page -> routes.addAll(page.routes()));
        return new RoutesReport(routes);
    }

    /**
     * See {@link ReportSource#routes}.
     *
     * @param filter its page does not count
     * @param reader is given page after page, and says whether it wants the next one
     */
    public void routes(RouteFilter filter, Predicate<RoutesReport> reader) throws ControlSocketException {
        pages(
                () -> add(new QueryStringEncoder(ROUTES_PATH), "peer", filter.peer()),
                filter,
                RoutesReport.class,
                reader,
                RoutesReport::next);
    }

    private <T> void pages(
            Supplier<QueryStringEncoder> uris,
            RouteFilter filter,
            Class<T> type,
            Predicate<T> reader,
            Function<T, @Nullable String> following)
            throws ControlSocketException {
        String next = null;
        boolean wanted;
        do {
            T page = get(page(uris.get(), filter, next).toString(), type);
            wanted = reader.test(page);
            next = following.apply(page);
        } while (wanted && next != null);
    }

    private static QueryStringEncoder page(QueryStringEncoder uri, RouteFilter filter, @Nullable String after) {
        add(uri, "prefix", filter.prefix());
        add(uri, "after", after);
        add(uri, "limit", Integer.toString(RouteFilter.Page.MAX_LIMIT));
        return uri;
    }

    /** See {@link ReportSource#explain}. */
    public Explanation explain(ExplainQuestion question) throws ControlSocketException {
        QueryStringEncoder uri = new QueryStringEncoder(EXPLAIN_PATH);
        add(uri, "q", question.text());
        return get(uri.toString(), Explanation.class);
    }

    /** See {@link ReportSource#metrics}. */
    public String metrics(boolean everyPeer) throws ControlSocketException {
        QueryStringEncoder uri = new QueryStringEncoder(METRICS_PATH);
        add(uri, "peers", everyPeer ? "all" : null);
        return ask(request(HttpMethod.GET, uri.toString()));
    }

    /** All that a peer has announced, for who knows that it is little. */
    public RoutesReport received(String peer) throws ControlSocketException {
        List<RoutesReport.Route> routes = new ArrayList<>();
        received(peer, RouteFilter.ALL, page -> routes.addAll(page.routes()));
        return new RoutesReport(routes);
    }

    /** See {@link ReportSource#received} and {@link #routes(RouteFilter, Predicate)}. */
    public void received(String peer, RouteFilter filter, Predicate<RoutesReport> reader)
            throws ControlSocketException {
        pages(() -> about(peer, "received"), filter, RoutesReport.class, reader, RoutesReport::next);
    }

    /** All that a peer is told, and what not, for who knows that it is little. */
    public AdvertisedReport advertised(String peer) throws ControlSocketException {
        List<AdvertisedReport.Route> routes = new ArrayList<>();
        advertised(peer, RouteFilter.ALL, page -> routes.addAll(page.routes()));
        return new AdvertisedReport(peer, routes);
    }

    /** See {@link ReportSource#advertised} and {@link #routes(RouteFilter, Predicate)}. */
    public void advertised(String peer, RouteFilter filter, Predicate<AdvertisedReport> reader)
            throws ControlSocketException {
        pages(() -> about(peer, "advertised"), filter, AdvertisedReport.class, reader, AdvertisedReport::next);
    }

    /** See {@link ReportSource#preview}. */
    public ConfigDiffReport preview(DatastoreChange change) throws ControlSocketException {
        FullHttpRequest request = request(HttpMethod.POST, DIFF_PATH);
        request.content().writeCharSequence(ReportJson.write(change), StandardCharsets.UTF_8);
        request.headers().set(HttpHeaderNames.CONTENT_LENGTH, request.content().readableBytes());
        return ask(request, ConfigDiffReport.class);
    }

    /** Does it, and says what was done. */
    public String perform(PeerAction action) throws ControlSocketException {
        QueryStringEncoder uri;
        if (action instanceof PeerAction.Disable disable) {
            uri = about(action.peer(), "disable");
            add(uri, "message", disable.message());
        } else if (action instanceof PeerAction.Restart restart) {
            uri = about(action.peer(), "restart");
            add(uri, "message", restart.message());
        } else if (action instanceof PeerAction.Refresh refresh) {
            uri = about(action.peer(), "refresh");
            add(uri, "family", refresh.family());
        } else {
            uri = about(action.peer(), "enable");
        }
        return ask(request(HttpMethod.POST, uri.toString()), ControlRouter.Done.class)
                .result();
    }

    private static QueryStringEncoder about(String peer, String verb) {
        String name = URLEncoder.encode(peer, StandardCharsets.UTF_8).replace("+", "%20");
        return new QueryStringEncoder(PEERS_PATH + "/" + name + "/" + verb);
    }

    private static QueryStringEncoder add(QueryStringEncoder uri, String name, @Nullable String value) {
        if (value != null) {
            uri.addParam(name, value);
        }
        return uri;
    }

    private <T> T get(String uri, Class<T> type) throws ControlSocketException {
        return ask(request(HttpMethod.GET, uri), type);
    }

    private <T> T ask(FullHttpRequest request, Class<T> type) throws ControlSocketException {
        String body = ask(request);
        try {
            return ReportJson.read(body, type);
        } catch (JsonProcessingException e) {
            throw strange();
        }
    }

    private ControlSocketException strange() {
        return new ControlSocketException("what answers on " + socket + " is not nightjar");
    }

    private String ask(FullHttpRequest request) throws ControlSocketException {
        CompletableFuture<ControlAnswer.Content> answer = new CompletableFuture<>();
        connect(request, answer);
        try {
            ControlAnswer.Content content = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (content.code() != 200) {
                throw new ControlSocketException(ReportJson.read(content.body(), ControlRouter.Refusal.class)
                        .error());
            }
            return content.body();
        } catch (ExecutionException e) {
            throw new ControlSocketException(explain(e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException e) {
            throw new ControlSocketException("nightjar on " + socket + " does not answer");
        } catch (JsonProcessingException e) {
            throw strange();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlSocketException("interrupted");
        }
    }

    private void connect(FullHttpRequest request, CompletableFuture<ControlAnswer.Content> answer) {
        new Bootstrap()
                .group(loop)
                .channel(NioDomainSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(MAX_ANSWER_OCTETS))
                                .addLast(new ControlAnswer(answer));
                    }
                })
                .connect(UnixDomainSocketAddress.of(socket))
                .addListener((ChannelFutureListener) connected -> {
                    if (connected.isSuccess()) {
                        var unused = connected.channel().writeAndFlush(request);
                    } else {
                        answer.completeExceptionally(new NobodyException(connected.cause()));
                    }
                });
    }

    private static FullHttpRequest request(HttpMethod method, String uri) {
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, uri);
        request.headers().set(HttpHeaderNames.HOST, "nightjar").set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return request;
    }

    private String explain(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("denied") || message.contains("not permitted")) {
            return "no permission to use " + socket;
        }
        if (cause instanceof NobodyException && !message.contains("temporarily")) {
            return "no nightjar is running: nobody answers on " + socket;
        }
        return cause instanceof IOException
                ? "nightjar on " + socket + " gives no answer: it has too many connections, or has just ended"
                : "nightjar on " + socket + " cannot be asked: " + message;
    }

    /** There is no connection; with too many of them in the queue the system says that it is so for the moment. */
    private static final class NobodyException extends IOException {

        private static final long serialVersionUID = 1;

        NobodyException(Throwable cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    @Override
    public void close() {
        var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
