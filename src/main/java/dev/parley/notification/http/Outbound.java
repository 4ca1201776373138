package dev.parley.notification.http;

import dev.parley.notification.Channel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Posts to URLs that users named. The name is resolved once and the connection goes to that address, so that a name cannot
 * show one address to the check and another to the connection. Redirects are answers like others. Of an answer no more than
 * some kilobytes are read.
 */
public final class Outbound {
    private static final int CONNECTIONS = 32;
    private static final int CONNECT_MILLIS = 4_000;
    private static final int IDLE_SECONDS = 30;
    private static final int MOST_READ = 8 * 1024;

    private final Duration patience;
    private final Names names;
    private final HttpClient secured;
    private final HttpClient plain;

    /** @param allowPrivate whether addresses inside may be used, and without TLS */
    public Outbound(Vertx vertx, boolean allowPrivate) {
        this(vertx, allowPrivate, Duration.ofMillis(Channel.PATIENCE_MILLIS));
    }

    /** @param patience how long a post takes at the longest */
    public Outbound(Vertx vertx, boolean allowPrivate, Duration patience) {
        this(vertx, new Names(vertx, allowPrivate, InetAddress::getAllByName), patience);
    }

    Outbound(Vertx vertx, Names names, Duration patience) {
        this.patience = patience;
        this.names = names;
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS).setHttp2MaxSize(1);
        this.secured = vertx.createHttpClient(
                bounded(new HttpClientOptions()).setSsl(true).setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2),
                pool);
        this.plain = vertx.createHttpClient(bounded(new HttpClientOptions()), pool);
    }

    private static HttpClientOptions bounded(HttpClientOptions options) {
        return options.setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(IDLE_SECONDS)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(MOST_READ);
    }

    /**
     * Posts once.
     *
     * @return a future completed with the answer, or failed with {@link Unreachable}, within its patience
     */
    public Future<Reply> post(URI url, Map<String, String> headers, Buffer body) {
        return names.find(host(url))
                .recover(cause -> Future.failedFuture(new Unreachable(Unreachable.Reason.NAME)))
                .compose(address -> address.map(found -> send(found, url, headers, body))
                        .orElseGet(() -> Future.failedFuture(new Unreachable(Unreachable.Reason.PRIVATE))))
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .recover(cause -> Future.failedFuture(Unreachable.of(cause)));
    }

    private static String host(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private Future<Reply> send(InetAddress address, URI url, Map<String, String> headers, Buffer body) {
        boolean tls = url.getScheme().equals("https");
        int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(host(url))
                .setPort(port)
                .setSsl(tls)
                .setURI(path(url))
                .setFollowRedirects(false)
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(patience.toMillis());
        headers.forEach(options::addHeader);
        return (tls ? secured : plain).request(options).compose(request -> exchange(request, body));
    }

    private static String path(URI url) {
        String path = Optional.ofNullable(url.getRawPath())
                .filter(given -> !given.isEmpty())
                .orElse("/");
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private Future<Reply> exchange(HttpClientRequest request, Buffer body) {
        return request.send(body)
                .compose(response -> read(request, response))
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(cause -> request.reset());
    }

    private static Future<Reply> read(HttpClientRequest request, HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        Promise<Void> enough = Promise.promise();
        response.exceptionHandler(enough::tryFail)
                .endHandler(end -> enough.tryComplete())
                .handler(part -> {
                    body.appendBuffer(part);
                    if (body.length() > MOST_READ) {
                        enough.tryComplete();
                        request.reset();
                    }
                });
        return enough.future()
                .map(read -> new Reply(
                        response.statusCode(),
                        Optional.ofNullable(response.getHeader(HttpHeaders.RETRY_AFTER)),
                        body.toString()));
    }

    /** @return a future completed when all connections are closed */
    public Future<Void> close() {
        return Future.join(secured.close(), plain.close(), names.close()).mapEmpty();
    }
}
