package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Friends on two nodes, of which one is killed. */
class PresenceIT {
    private static final Duration LONGER_THAN_IT_MAY_TAKE = Duration.ofSeconds(55);

    @TempDir
    private Path folder;

    @Test
    void friendsSeeEachOtherComeAndGoAndTheFriendsOfAKilledNodeGoOfflineInTime() throws Exception {
        try (TwoNodes nodes = TwoNodes.start(folder)) {
            ParleyProcess a = nodes.a();
            ParleyProcess b = nodes.b();
            Device ann = Device.signUp(a.api(), "ann");
            Device ben = Device.signUp(b.api(), "ben");
            befriend(ann, ben);
            try (Socket watching = ann.connect(a.edge(), Optional.empty())) {
                cameAndSignedOut(watching, ann, ben, b);
                killed(watching, ann, ben.another(a.api()), b);
            }
        }
    }

    private static void befriend(Device one, Device other) {
        one.rest()
                .post("/friends/requests", new JsonObject().put("userId", other.user()))
                .expect(204);
        other.rest()
                .post("/friends/requests/" + one.user() + "/accept", new JsonObject())
                .expect(204);
    }

    private static void cameAndSignedOut(Socket watching, Device ann, Device ben, ParleyProcess b) {
        try (Socket hidden = Socket.open(b.edge())) {
            hidden.frame(new JsonObject()
                    .put("type", "hello")
                    .put("token", ben.another(b.api()).token())
                    .put("bkg", true));
            hidden.await(frame -> frame.getString("type").equals("synced"));
            assertThat(status(ann, ben)).isEqualTo("offline");
            try (Socket session = ben.connect(b.edge(), Optional.empty())) {
                awaitNews(watching, ben, "online", 1, Duration.ofSeconds(20));
                assertThat(status(ann, ben)).isEqualTo("online");
                ben.rest().delete("/sessions/current").expect(204);
                assertThat(session.awaitClose(Duration.ofSeconds(20))).isEqualTo(4403);
                awaitNews(watching, ben, "offline", 1, Duration.ofSeconds(20));
                assertThat(status(ann, ben)).isEqualTo("offline");
            }
        }
    }

    private static void killed(Socket watching, Device ann, Device ben, ParleyProcess b) throws InterruptedException {
        try (Socket session = ben.connect(b.edge(), Optional.empty())) {
            awaitNews(watching, ben, "online", 2, Duration.ofSeconds(20));
            b.kill();
            long killed = System.nanoTime();
            awaitNews(watching, ben, "offline", 2, LONGER_THAN_IT_MAY_TAKE);
            assertThat(Duration.ofNanos(System.nanoTime() - killed))
                    .isBetween(Duration.ofSeconds(25), Duration.ofSeconds(40));
            assertThat(status(ann, ben)).isEqualTo("offline");
            assertThat(session.isClosed()).isTrue();
        }
    }

    private static void awaitNews(Socket watching, Device of, String status, int times, Duration limit) {
        watching.await(frame -> count(watching, of, status) >= times, limit);
        assertThat(count(watching, of, status)).isEqualTo(times);
    }

    private static long count(Socket watching, Device of, String status) {
        return watching.of("presence").stream()
                .filter(frame -> frame.getString("user").equals(of.user())
                        && frame.getString("status").equals(status))
                .count();
    }

    private static String status(Device viewer, Device of) {
        JsonObject answer =
                viewer.rest().get("/presence?users=" + of.user()).expect(200).body();
        return answer.getJsonArray("presence").getJsonObject(0).getString("status");
    }
}
