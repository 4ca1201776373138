package dev.parley.sessions;

import dev.parley.model.NodeNumber;

/**
 * What a node holds while it lives.
 *
 * @param number its number, held by no other node
 * @param mark the same with each renewal, as long as the directory can vouch for the node's listings; with another one its
 *     sessions have to be listed again
 */
public record NodeLease(NodeNumber number, String mark) {}
