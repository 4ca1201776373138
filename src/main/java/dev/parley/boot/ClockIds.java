package dev.parley.boot;

import dev.parley.accounts.Ids;
import dev.parley.model.MessageId;
import dev.parley.node.NodeVerticle;

/** Ids for accounts from the clock of this node, which its messages have theirs from. */
record ClockIds(NodeVerticle node) implements Ids {
    @Override
    public MessageId next() {
        return node.node().clock().next();
    }

    @Override
    public void observe(MessageId seen) {
        node.node().clock().observe(seen);
    }
}
