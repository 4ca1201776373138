package dev.parley.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Device;
import dev.parley.bus.AccountsService.Devices;
import dev.parley.bus.AccountsService.PresenceVisibility;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.Bus;
import dev.parley.bus.NodeService;
import dev.parley.bus.NodeService.Held;
import dev.parley.bus.NodeService.HeldSession;
import dev.parley.bus.PresenceService;
import dev.parley.bus.PresenceService.Located;
import dev.parley.model.DeviceId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.NodeId;
import dev.parley.model.SessionId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FinderTest {
    private static final UserId ANN = new UserId(250_000_000_000_000_001L);
    private static final DeviceId PHONE = new DeviceId(250_000_000_000_000_002L);
    private static final NodeId HERE = new NodeId("here");
    private static final NodeId DEAD = new NodeId("dead");

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Finder finder = new Finder(bus);
    private Set<NodeId> nodes = Set.of();

    @BeforeEach
    void serve() {
        Profile ann = new Profile(ANN, "ann", "Ann", "", "", PresenceVisibility.EVERYONE, true);
        bus.serve(AccountsService.PROFILE, of -> Future.succeededFuture(ann)).await();
        bus.serve(
                        AccountsService.FIND,
                        by -> by.username().equals("ann")
                                ? Future.succeededFuture(ann)
                                : Future.failedFuture(Failure.of(FailureCode.NOT_FOUND, "no such user")))
                .await();
        bus.serve(
                        AccountsService.DEVICES,
                        of -> Future.succeededFuture(new Devices(
                                List.of(new Device(PHONE, "Pixel", "android", Instant.EPOCH, Instant.EPOCH)))))
                .await();
        bus.serve(
                        PresenceService.LOCATE,
                        where -> Future.succeededFuture(new Located(nodes.isEmpty() ? Map.of() : Map.of(ANN, nodes))))
                .await();
        HeldSession session = new HeldSession(new SessionId("s"), Optional.of(PHONE), true, Instant.EPOCH);
        bus.serve(NodeService.HELD.at(HERE), of -> Future.succeededFuture(new Held(List.of(session))))
                .await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void findsSessionsWithTheirDevicesByNameAndById() {
        nodes = Set.of(HERE);
        JsonObject byName = finder.find("ann").await();
        assertThat(byName.getString("id")).isEqualTo(ANN.toString());
        JsonObject session = byName.getJsonArray("sessions").getJsonObject(0);
        assertThat(session.getString("node")).isEqualTo("here");
        assertThat(session.getString("name")).isEqualTo("Pixel");
        assertThat(session.getBoolean("visible")).isTrue();
        assertThat(finder.find(ANN.toString()).await()).isEqualTo(byName);
    }

    @Test
    void namesANodeThatIsListedAndDoesNotAnswer() {
        nodes = Set.of(DEAD);
        assertThat(finder.find("ann").await().getJsonArray("sessions").encode()).isEqualTo("[{\"node\":\"dead\"}]");
    }

    @Test
    void whoIsNowhereHasNoSessions() {
        assertThat(finder.find("ann").await().getJsonArray("sessions")).isEmpty();
    }

    @Test
    void saysWhenThereIsNoSuchUser() {
        assertThatThrownBy(() -> finder.find("nobody").await()).hasMessageContaining("no such user");
        assertThatThrownBy(() -> finder.find("99999999999999999999").await()).isInstanceOf(Failure.class);
    }
}
