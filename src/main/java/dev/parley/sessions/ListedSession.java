package dev.parley.sessions;

import dev.parley.model.DeviceId;
import dev.parley.model.NodeId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;

/** One live connection as the directory lists it. */
public record ListedSession(SessionId session, UserId user, DeviceId device, NodeId node) {}
