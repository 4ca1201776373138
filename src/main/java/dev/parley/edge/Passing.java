package dev.parley.edge;

import dev.parley.bus.NodeService.News;
import dev.parley.protocol.ServerFrame;

/** Frames of what is not kept: the first to be left out when a client does not keep up. */
final class Passing {
    private Passing() {}

    /** @throws IllegalArgumentException for an entry of a log */
    static ServerFrame frame(News news) {
        if (news instanceof News.Receipt receipt) {
            return new ServerFrame.Receipt(receipt.conversation(), receipt.user(), receipt.delivered(), receipt.read());
        }
        if (news instanceof News.Typing typing) {
            return new ServerFrame.Typing(typing.conversation(), typing.user(), typing.active());
        }
        if (news instanceof News.Presence presence) {
            return new ServerFrame.Presence(presence.user(), presence.online(), presence.lastActiveAt());
        }
        throw new IllegalArgumentException("an entry is not passing");
    }
}
