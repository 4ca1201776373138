package dev.parley.api;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Device;
import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.AccountsService.Revoke;
import dev.parley.bus.Bus;
import dev.parley.model.DeviceId;
import dev.parley.protocol.MessageJson;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The devices that an account is signed in on. */
final class Devices implements Resource {
    private final Bus bus;

    Devices(Bus bus) {
        this.bus = bus;
    }

    @Override
    public void mount(Routes routes) {
        routes.signedIn(HttpMethod.GET, "/devices", this::list);
        routes.signedIn(HttpMethod.DELETE, "/devices/:id", this::revoke);
    }

    private Future<Answer> list(Call call) {
        DeviceId current = call.identity().device();
        return bus.request(AccountsService.DEVICES, new OfUser(call.user()))
                .map(answer -> Answer.ok(new JsonObject().put("devices", toJson(answer.devices(), current))));
    }

    private Future<Answer> revoke(Call call) {
        Revoke revoke = new Revoke(call.user(), call.path("id", DeviceId::parse));
        return bus.request(AccountsService.REVOKE, revoke).map(done -> Answer.empty());
    }

    private static JsonArray toJson(List<Device> devices, DeviceId current) {
        return new JsonArray(
                devices.stream().map(device -> toJson(device, current)).toList());
    }

    private static JsonObject toJson(Device device, DeviceId current) {
        return new JsonObject()
                .put("id", device.id().toString())
                .put("name", device.name())
                .put("platform", device.platform())
                .put("createdAt", MessageJson.time(device.createdAt()))
                .put("lastSeenAt", MessageJson.time(device.lastSeenAt()))
                .put("current", device.id().equals(current));
    }
}
