package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Eventually;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of a node that people write on, sign up on and make groups on meanwhile, put in the place of a data folder. */
class BackupIT {
    private static final int PAIRS = 3;
    private static final int FOUNDERS = 3;
    private static final int ACCEPTED_BEFORE = 50;
    private static final int ACCEPTED_AFTER = 20;

    @TempDir
    private Path folder;

    private final ExecutorService founders = Executors.newFixedThreadPool(FOUNDERS);
    private final Queue<Circle> circles = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    @AfterEach
    void stop() {
        founders.shutdownNow();
    }

    /** A group, and who was put into it. */
    private record Circle(Device founder, String id, String member) {}

    @Test
    void holdsAllThatWasAcceptedBeforeAndNothingThatNamesWhatIsNotInIt() throws Exception {
        List<Talk> talks = new ArrayList<>();
        List<Map<String, String>> before;
        List<Circle> circlesBefore;
        Path backup;
        try (ParleyProcess live =
                ParleyProcess.in(Files.createDirectory(folder.resolve("live"))).start()) {
            IntStream.range(0, PAIRS)
                    .mapToObj(
                            i -> new Talk(Device.signUp(live.api(), "one" + i), Device.signUp(live.api(), "other" + i)))
                    .forEach(talks::add);
            List<CompletableFuture<?>> founding = founding(live);
            talks.forEach(talk -> talk.begin(live.edge()));
            await(talks, ACCEPTED_BEFORE);
            before = talks.stream().map(talk -> Map.copyOf(talk.idByRef)).toList();
            circlesBefore = List.copyOf(circles);
            backup = backup(live);
            await(talks, ACCEPTED_AFTER);
            over = true;
            founding.forEach(CompletableFuture::join);
            live.kill();
        }
        Files.createDirectory(folder.resolve("restored"));
        Files.move(backup, folder.resolve("restored/data"));
        try (ParleyProcess restored =
                ParleyProcess.in(folder.resolve("restored")).start()) {
            for (int i = 0; i < talks.size(); i++) {
                holds(restored, talks.get(i), before.get(i));
            }
            assertThat(circlesBefore).isNotEmpty().allSatisfy(circle -> assertThat(isThere(restored, circle))
                    .isTrue());
            for (Circle circle : circles) {
                if (isThere(restored, circle)) {
                    Eventually.holds(circle + " is in the log", () -> isInTheLog(restored, circle));
                }
            }
            circles.stream().map(Circle::founder).distinct().forEach(founder -> knowsItsGroups(restored, founder));
            talks.forEach(talk -> goesOn(restored, talk));
        }
    }

    private static void await(List<Talk> talks, int accepted) throws InterruptedException {
        for (Talk talk : talks) {
            assertThat(talk.accepted.tryAcquire(accepted, 60, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Each makes one group after the other, and puts somebody into it who has just come. */
    private List<CompletableFuture<?>> founding(ParleyProcess live) {
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < FOUNDERS; i++) {
            Device founder = Device.signUp(live.api(), "founder" + i);
            all.add(CompletableFuture.runAsync(() -> found(live, founder), founders));
        }
        return all;
    }

    private void found(ParleyProcess live, Device founder) {
        for (int number = 0; !over; number++) {
            String member =
                    Device.signUp(live.api(), founder.username() + "_" + number).user();
            String group = founder.rest()
                    .post("/groups", new JsonObject().put("name", "Tea").put("members", new JsonArray()))
                    .expect(201)
                    .body()
                    .getString("id");
            founder.rest()
                    .put("/groups/" + group + "/members/" + member, new JsonObject().put("role", "member"))
                    .expect(200);
            circles.add(new Circle(founder, group, member));
        }
    }

    private Path backup(ParleyProcess live) throws IOException, InterruptedException {
        HttpResponse<String> answer = live.order("/backup");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonObject backup = new JsonObject(answer.body());
        assertThat(backup.getJsonArray("parts"))
                .containsExactly("accounts", "jwt-keys.json", "messages", "push-keys.json");
        assertThat(backup.getLong("bytes")).isPositive();
        assertThat(live.output()).anyMatch(line -> line.contains("A backup of") && line.contains(" ms"));
        Path made = Path.of(backup.getString("folder"));
        assertThat(made).hasParent(folder.resolve("live/data/backups"));
        return made;
    }

    /** What was accepted before is there, and after it no more than an unbroken beginning of what came then. */
    private static void holds(ParleyProcess restored, Talk talk, Map<String, String> accepted) {
        Device from = talk.from.at(restored.api());
        List<JsonObject> history = from.history(from.conversationWith(talk.to));
        assertThat(history)
                .extracting(message -> message.getString("id"))
                .containsAll(accepted.values())
                .doesNotHaveDuplicates();
        assertThat(history)
                .extracting(message -> message.getString("text"))
                .isEqualTo(
                        talk.refs.stream().limit(history.size()).map(talk::text).toList());
        assertThat(talk.to.at(restored.api()).history(from.conversationWith(talk.to)))
                .hasSameSizeAs(history);
    }

    private static boolean isThere(ParleyProcess restored, Circle circle) {
        Rest.Answer group = circle.founder().at(restored.api()).rest().get("/groups/" + circle.id());
        return group.status() == 200
                && group.body().getJsonArray("members").stream()
                        .anyMatch(member ->
                                ((JsonObject) member).getString("user").equals(circle.member()));
    }

    private static boolean isInTheLog(ParleyProcess restored, Circle circle) {
        Rest.Answer log =
                circle.founder().at(restored.api()).rest().get("/conversations/g:" + circle.id() + "/messages");
        return log.status() == 200
                && log.body().getJsonArray("messages").stream()
                        .anyMatch(entry -> circle.member().equals(((JsonObject) entry).getString("target")));
    }

    /** A group that a message is in exists, and so does who came into it. */
    private static void knowsItsGroups(ParleyProcess restored, Device founder) {
        Rest rest = founder.at(restored.api()).rest();
        JsonArray listed =
                rest.get("/conversations?limit=200").expect(200).body().getJsonArray("conversations");
        assertThat(listed).isNotEmpty();
        for (Object one : listed) {
            String id = ((JsonObject) one).getString("id");
            rest.get("/groups/" + id.substring("g:".length())).expect(200);
            for (Object entry : rest.get("/conversations/" + id + "/messages")
                    .expect(200)
                    .body()
                    .getJsonArray("messages")) {
                String target = ((JsonObject) entry).getString("target", founder.user());
                rest.get("/users/" + target).expect(200);
            }
        }
    }

    /** New messages come after all that there were, those that the backup does not hold included. */
    private static void goesOn(ParleyProcess restored, Talk talk) {
        long latest =
                talk.idByRef.values().stream().mapToLong(Long::parseLong).max().orElseThrow();
        JsonObject to = new JsonObject().put("ref", "again").put("text", "we are back");
        JsonObject sent = talk.from
                .at(restored.api())
                .rest()
                .post("/conversations/" + talk.from.conversationWith(talk.to) + "/messages", to)
                .expect(201)
                .body();
        assertThat(Long.parseLong(sent.getString("id"))).isGreaterThan(latest);
    }
}
