package dev.parley.listen;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.HostAndPort;
import java.util.List;

/**
 * Refuses requests that nobody can read, or that something on their way may read as others (request smuggling; RFC 9112,
 * sections 3.2, 6.1 and 6.3). With a chunked request a connection ends: what comes after it may be meant as a part of it. A
 * length beside chunks is refused by Netty.
 */
final class Framing extends ChannelDuplexHandler {
    private static final int HEX = 16;

    private int unanswered;
    private boolean isLast;
    private boolean isOver;

    @Override
    public void channelRead(ChannelHandlerContext channel, Object part) {
        if (part instanceof HttpRequest request) {
            begin(channel, request);
        }
        if (isOver) {
            ReferenceCountUtil.release(part);
        } else {
            channel.fireChannelRead(part);
        }
    }

    private void begin(ChannelHandlerContext channel, HttpRequest request) {
        isOver = isOver || isLast;
        if (isOver || request.decoderResult().isFailure()) {
            return;
        }
        unanswered++;
        isLast = request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
        if (!isClear(request)) {
            isOver = true;
            refuse(channel);
        }
    }

    private static boolean isClear(HttpRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        List<String> encodings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return hosts.size() == 1
                && HostAndPort.parseAuthority(hosts.get(0), -1) != null
                && (encodings.isEmpty() || isChunked(request, encodings))
                && isReadable(request.uri());
    }

    /** Whether every percent sign stands before two digits. */
    private static boolean isReadable(String uri) {
        for (int at = uri.indexOf('%'); at >= 0; at = uri.indexOf('%', at + 1)) {
            if (at + 2 >= uri.length()
                    || Character.digit(uri.charAt(at + 1), HEX) < 0
                    || Character.digit(uri.charAt(at + 2), HEX) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isChunked(HttpRequest request, List<String> encodings) {
        return encodings.size() == 1
                && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(encodings.get(0))
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }

    /** An answer that comes before that to another request would be taken for it. */
    private void refuse(ChannelHandlerContext channel) {
        if (unanswered > 1) {
            var unused = channel.close();
            return;
        }
        DefaultFullHttpResponse refusal =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST);
        refusal.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        channel.writeAndFlush(refusal).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void write(ChannelHandlerContext channel, Object part, ChannelPromise written) throws Exception {
        boolean ends = isLast && unanswered == 1;
        if (part instanceof HttpResponse answer) {
            if (answer.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                inform(channel, answer, written);
                return;
            }
            if (ends) {
                answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        if (part instanceof LastHttpContent) {
            unanswered--;
            super.write(channel, part, ends ? written.unvoid().addListener(ChannelFutureListener.CLOSE) : written);
        } else {
            super.write(channel, part, written);
        }
    }

    private void inform(ChannelHandlerContext channel, HttpResponse answer, ChannelPromise written) throws Exception {
        super.write(channel, answer, written);
        if (answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            channel.pipeline().remove(this);
        }
    }
}
