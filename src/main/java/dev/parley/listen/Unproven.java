package dev.parley.listen;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Counts what comes by a connection, for its network, until that was answered; with too much of it under way the connection
 * is cut. Sits in front of all that keeps bytes until there are enough of them.
 */
final class Unproven extends ChannelInboundHandlerAdapter {
    private final Intake intake;
    private final String network;
    private long counted;

    Unproven(Intake intake, String network) {
        this.intake = intake;
        this.network = network;
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object bytes) {
        if (!(bytes instanceof ByteBuf read) || count(read.readableBytes())) {
            channel.fireChannelRead(bytes);
        } else {
            ReferenceCountUtil.release(bytes);
            var unused = channel.close();
        }
    }

    private boolean count(int more) {
        boolean fits = intake.take(network, more);
        counted += fits ? more : 0;
        return fits;
    }

    /** All that was asked is answered. */
    void answered() {
        intake.giveBack(network, counted);
        counted = 0;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext channel) {
        answered();
    }
}
