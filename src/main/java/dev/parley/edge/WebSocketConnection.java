package dev.parley.edge;

import dev.parley.listen.Callers;
import dev.parley.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.timeout.IdleStateEvent;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A WebSocket, read and written at its channel. Vert.x's own keeps the HTTP connection that it grew from, and has two queues of
 * 4 KB for those who write from other threads; a session has one thread, on which everything here is to be called.
 */
final class WebSocketConnection extends SimpleChannelInboundHandler<WebSocketFrame> implements Connection {
    private static final long CLOSING_SECONDS = 5;
    /** A frame that fits in here is copied behind others; more than this does not leave in one piece anyway. */
    private static final int LARGEST_PIECE = 64 * 1024;

    private final ContextInternal context;
    private final Queue<Consumer<Listener>> held = new ArrayDeque<>(0);
    private ChannelHandlerContext channel;
    private Listener listener;
    private boolean paused;
    /** Whether more may be written right away, so that it is sent in one go afterwards. */
    private boolean gathering;

    private Optional<Piece> piece = Optional.empty();
    private boolean saidClose;

    WebSocketConnection(ContextInternal context) {
        this.context = context;
    }

    /**
     * Text frames that go to the channel as one: each by itself would be an entry of its queue, with a promise of its own.
     *
     * @param sent completed when all of them have left
     */
    private record Piece(ByteBuf frames, PromiseInternal<Void> sent) {
        boolean hasRoom(EncodedText text) {
            return frames.readableBytes() + text.length() <= LARGEST_PIECE;
        }
    }

    /** Takes over the channel of a request that has become a WebSocket just now; on its context. */
    static WebSocketConnection of(HttpConnection upgraded) {
        ChannelPipeline pipeline = ((ConnectionBase) upgraded).channel().pipeline();
        WebSocketConnection connection = new WebSocketConnection(ContextInternal.current());
        pipeline.replace(pipeline.last(), WebSocketConnection.class.getSimpleName(), connection)
                .addBefore(
                        WebSocketConnection.class.getSimpleName(),
                        WebSocketFrameAggregator.class.getSimpleName(),
                        new WebSocketFrameAggregator(FrameSize.CARRIED_BYTES));
        return connection;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        channel = added;
    }

    @Override
    public void listen(Listener to) {
        listener = to;
    }

    @Override
    public Future<Void> write(EncodedText text) {
        if (saidClose) {
            return Future.failedFuture("the socket is closing");
        }
        return gathering ? gather(text) : send(TextFrame.of(text, channel.alloc()));
    }

    private Future<Void> gather(EncodedText text) {
        if (piece.filter(begun -> begun.hasRoom(text)).isPresent()) {
            TextFrame.append(text, piece.get().frames());
        } else {
            passPiece();
            piece = Optional.of(new Piece(TextFrame.of(text, channel.alloc()), context.promise()));
        }
        return piece.get().sent().future();
    }

    private void passPiece() {
        piece.ifPresent(whole -> channel.write(whole.frames()).addListener(whole.sent()));
        piece = Optional.empty();
    }

    private Future<Void> send(Object frame) {
        passPiece();
        PromiseInternal<Void> sent = context.promise();
        channel.write(frame).addListener(sent);
        if (!gathering) {
            channel.flush();
        }
        return sent.future();
    }

    private void flush() {
        passPiece();
        channel.flush();
    }

    @Override
    public void trust() {
        Callers.trust(channel.channel());
    }

    @Override
    public void together(Runnable writes) {
        boolean more = gathering;
        gathering = true;
        try {
            writes.run();
        } finally {
            gathering = more;
            if (!more) {
                flush();
            }
        }
    }

    @Override
    public void pause() {
        paused = true;
        channel.channel().config().setAutoRead(false);
    }

    @Override
    public void resume() {
        paused = false;
        while (!paused && !held.isEmpty()) {
            held.remove().accept(listener);
        }
        if (!paused) {
            channel.channel().config().setAutoRead(true);
        }
    }

    /** A client that does not read never gets the close frame: after a while its channel is closed without. */
    @Override
    public Future<Void> close(CloseCode code, EncodedText farewell) {
        resume();
        if (!saidClose) {
            saidClose = true;
            send(new CloseWebSocketFrame(code.number(), code.reason()));
        }
        PromiseInternal<Void> gone = context.promise();
        channel.channel().closeFuture().addListener(gone);
        return gone.future()
                .timeout(CLOSING_SECONDS, TimeUnit.SECONDS)
                .onFailure(stuck -> cut())
                .otherwiseEmpty();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext same, WebSocketFrame frame) {
        gathering = true;
        context.dispatch(frame, this::take);
    }

    private void take(WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text) {
            String said = text.text();
            hand(to -> to.text(said));
        } else if (frame instanceof BinaryWebSocketFrame) {
            hand(Listener::noText);
        } else if (frame instanceof PingWebSocketFrame) {
            answer(frame);
        } else if (frame instanceof CloseWebSocketFrame) {
            closed(frame);
        }
    }

    /** Who asks on and on and does not read gets no answer until it has read: answers must not pile up. */
    private void answer(WebSocketFrame ping) {
        if (channel.channel().isWritable()) {
            send(new PongWebSocketFrame(ping.content().retain()));
        }
    }

    private void hand(Consumer<Listener> arrived) {
        if (paused) {
            held.add(arrived);
        } else {
            arrived.accept(listener);
        }
    }

    private void closed(WebSocketFrame close) {
        if (saidClose) {
            cut();
        } else {
            saidClose = true;
            passPiece();
            channel.writeAndFlush(close.retainedDuplicate()).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext same) {
        gathering = false;
        flush();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext same, Object event) {
        if (event instanceof IdleStateEvent) {
            cut();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext same) {
        context.dispatch(listener, Listener::closed);
    }

    /** After a message over the limit the next can be read; after a frame over it, or a wrong one, nothing can. */
    @Override
    public void exceptionCaught(ChannelHandlerContext same, Throwable cause) {
        boolean messageOverLimit = cause instanceof TooLongFrameException;
        boolean frameOverLimit = cause instanceof CorruptedWebSocketFrameException corrupted
                && corrupted.closeStatus().code() == CloseCode.TOO_BIG.number();
        if (messageOverLimit || frameOverLimit) {
            context.dispatch(listener, Listener::tooBig);
        }
        if (!messageOverLimit) {
            cut();
        }
    }

    private void cut() {
        flush();
        var unused = channel.close();
    }
}
