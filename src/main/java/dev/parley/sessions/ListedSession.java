package dev.parley.sessions;

import dev.parley.model.DeviceId;
import dev.parley.model.NodeId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import java.util.Optional;

/**
 * One live connection as the directory lists it.
 *
 * @param device whose session it is; absent for a listener, which makes its node found but replaces no session and is
 *     replaced by none
 * @param visible whether it shows its user online
 */
public record ListedSession(SessionId session, UserId user, Optional<DeviceId> device, NodeId node, boolean visible) {}
