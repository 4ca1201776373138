package dev.parley.ops;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.ByName;
import dev.parley.bus.AccountsService.Device;
import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.Bus;
import dev.parley.bus.NodeService;
import dev.parley.bus.NodeService.HeldOf;
import dev.parley.bus.NodeService.HeldSession;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Locate;
import dev.parley.model.DeviceId;
import dev.parley.model.NodeId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds on which nodes a user is connected, by the directory, and with which devices, by asking those nodes. */
record Finder(Bus bus) {
    /** A node that the directory names, and what it says itself. */
    private record At(NodeId node, List<HeldSession> sessions) {}

    /**
     * @param who a username, or the id of a user
     * @return a future completed with who it is and their sessions, or failed with a {@link dev.parley.model.Failure}
     */
    Future<JsonObject> find(String who) {
        return bus.request(AccountsService.FIND, new ByName(who))
                .recover(unknown -> byId(who, unknown))
                .compose(user -> sessions(user.id()).map(sessions -> json(user).put("sessions", sessions)));
    }

    private Future<Profile> byId(String who, Throwable unknown) {
        try {
            return bus.request(AccountsService.PROFILE, new OfUser(UserId.parse(who)));
        } catch (IllegalArgumentException noId) {
            return Future.failedFuture(unknown);
        }
    }

    private static JsonObject json(Profile user) {
        return new JsonObject()
                .put("id", user.id().toString())
                .put("username", user.username())
                .put("displayName", user.displayName());
    }

    private Future<JsonArray> sessions(UserId user) {
        return bus.request(PresenceService.LOCATE, new Locate(Set.of(user)))
                .compose(located -> held(user, located.nodes().getOrDefault(user, Set.of())))
                .compose(all -> bus.request(AccountsService.DEVICES, new OfUser(user))
                        .map(devices -> json(all, devices.devices())));
    }

    private Future<List<At>> held(UserId user, Set<NodeId> nodes) {
        List<At> all = new ArrayList<>();
        List<Future<?>> asked = new ArrayList<>();
        nodes.forEach(node -> asked.add(bus.request(NodeService.HELD.at(node), new HeldOf(user))
                .map(held -> all.add(new At(node, held.sessions())))
                .otherwise(silent -> all.add(new At(node, List.of())))));
        return asked.isEmpty()
                ? Future.succeededFuture(all)
                : Future.join(asked).map(all);
    }

    private static JsonArray json(List<At> all, List<Device> devices) {
        Map<DeviceId, Device> byId = devices.stream().collect(Collectors.toMap(Device::id, device -> device));
        JsonArray sessions = new JsonArray();
        all.forEach(at -> {
            at.sessions().forEach(session -> sessions.add(json(at.node(), session, byId)));
            if (at.sessions().isEmpty()) {
                sessions.add(new JsonObject().put("node", at.node().value()));
            }
        });
        return sessions;
    }

    private static JsonObject json(NodeId node, HeldSession session, Map<DeviceId, Device> devices) {
        JsonObject json = new JsonObject()
                .put("node", node.value())
                .put("session", session.session().toString())
                .put("visible", session.visible())
                .put("heardAt", session.heardAt().toString());
        session.device().ifPresent(id -> {
            json.put("device", id.toString());
            Device device = devices.get(id);
            if (device != null) {
                json.put("name", device.name()).put("platform", device.platform());
            }
        });
        return json;
    }
}
