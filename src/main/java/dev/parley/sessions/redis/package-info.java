/**
 * The session directory and the presence board in Redis 6.2 or later: one server, a server watched by sentinels, or a cluster.
 *
 * <p>Two hashes say which nodes live and which numbers they hold; they share the hash slot {@code {nodes}}. A hash for each
 * user, in a slot of its own, lists the user's sessions. What has to happen at once is a script; all times are taken from
 * the clock of Redis.
 *
 * <p>The board is in 64 parts, each in a slot of its own: a sorted set of who shows online by when to look whether that is
 * still so, another of whom friends are to be told, and a hash of when those who left were active. A sorted set for each node
 * says who arrived there; the hash of nodes that this is kept for has the slot of the leases.
 *
 * <p>A sorted set holds news of revoked sign-ins.
 *
 * <p>Nothing is kept for ever. A user's hash expires four hours after a session was last written to it. Sessions are written
 * on connect and disconnect only, so every hour or so a node is told to list its sessions again, as if the directory had lost
 * them: a session that lasts for weeks stays, and so heals whatever went wrong with its listing. What a killed node leaves is
 * taken off as its users are looked for, and the rest goes with the hash.
 *
 * <p>Imports {@code model}, {@code redis} and {@code sessions}. All state belongs to the context on which the directory was
 * opened; calls from elsewhere are handed over to it.
 */
package dev.parley.sessions.redis;
