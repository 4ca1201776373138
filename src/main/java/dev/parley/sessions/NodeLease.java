package dev.parley.sessions;

import dev.parley.model.NodeNumber;

/**
 * What a node holds while it lives.
 *
 * @param number its number, held by no other node
 * @param fresh whether the directory did not know this node, so that its sessions have to be listed again
 */
public record NodeLease(NodeNumber number, boolean fresh) {}
