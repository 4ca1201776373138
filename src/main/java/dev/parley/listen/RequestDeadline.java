package dev.parley.listen;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection whose client takes too long over a request, however steadily its bytes come: an idle time-out begins
 * anew with every byte. Says nothing about the time that an answer takes, or about a connection that became a WebSocket.
 */
final class RequestDeadline extends ChannelDuplexHandler {
    /**
     * What a client may take.
     *
     * @param head from the connection, or the answer before, to the end of the header
     * @param body from there to the end of the request
     */
    record Patience(Duration head, Duration body) {}

    private final Patience patience;
    private final Runnable answered;
    private Future<?> deadline;
    private int unanswered;
    private boolean reading;

    /** @param answered called whenever all that was asked is answered */
    RequestDeadline(Patience patience, Runnable answered) {
        this.patience = patience;
        this.answered = answered;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext channel) {
        await(channel, patience.head());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext channel) {
        stop();
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) {
        stop();
        channel.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object part) {
        if (part instanceof HttpRequest) {
            unanswered++;
            reading = true;
            await(channel, patience.body());
        }
        if (part instanceof LastHttpContent) {
            reading = false;
            awaitNext(channel);
        }
        channel.fireChannelRead(part);
    }

    @Override
    public void write(ChannelHandlerContext channel, Object part, ChannelPromise written) throws Exception {
        super.write(channel, part, written);
        if (part instanceof HttpResponse answer && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            if (answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                channel.pipeline().remove(this);
            }
        } else if (part instanceof LastHttpContent) {
            unanswered--;
            awaitNext(channel);
        }
    }

    private void awaitNext(ChannelHandlerContext channel) {
        if (reading) {
            return;
        }
        if (unanswered > 0) {
            stop();
        } else {
            answered.run();
            await(channel, patience.head());
        }
    }

    private void await(ChannelHandlerContext channel, Duration most) {
        stop();
        deadline = channel.executor().schedule(() -> end(channel), most.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void end(ChannelHandlerContext channel) {
        var unused = channel.close();
    }

    private void stop() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
