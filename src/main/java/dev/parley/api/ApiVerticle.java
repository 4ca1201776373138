package dev.parley.api;

import dev.parley.bus.Bus;
import dev.parley.config.Settings;
import dev.parley.listen.Certificate;
import dev.parley.node.Node;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;

/** Serves REST and the web client. Any number of instances share the port; each runs on its own event loop. */
public final class ApiVerticle extends VerticleBase {
    private static final int IDLE_SECONDS = 75;
    private static final int ANSWERING_SECONDS = 3;

    private final Bus bus;
    private final Settings settings;
    private final Node node;
    private HttpServer server;

    public ApiVerticle(Bus bus, Settings settings, Node node) {
        this.bus = bus;
        this.settings = settings;
        this.node = node;
    }

    @Override
    public Future<?> start() {
        return ApiRouter.create(vertx, bus, settings, node).compose(this::listen);
    }

    private Future<?> listen(Router router) {
        Certificate certificate = new Certificate(settings.api().tls());
        HttpServerOptions options = certificate
                .on(new HttpServerOptions())
                .setHost(settings.api().host())
                .setPort(settings.api().port())
                .setUseProxyProtocol(settings.api().proxyProtocol())
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(IDLE_SECONDS);
        server = node.callers().watch(vertx.createHttpServer(options)).requestHandler(router);
        return server.listen().onSuccess(listening -> certificate.follow(vertx, server::updateSSLOptions));
    }

    /** Answers what it was asked already. */
    @Override
    public Future<?> stop() {
        return server.shutdown(ANSWERING_SECONDS, TimeUnit.SECONDS);
    }
}
