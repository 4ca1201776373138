package dev.parley.lab;

import dev.parley.it.Device;
import dev.parley.lab.Fact.Changed;
import dev.parley.lab.Fact.Entry;
import dev.parley.lab.Fact.Kind;
import dev.parley.lab.Fact.Read;
import dev.parley.lab.Fact.Shown;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Everybody and their devices, living by dice on one event loop, over real sockets. */
final class Crowd implements AutoCloseable {
    private static final long TICK_MILLIS = 250;
    private static final long AGAIN_MILLIS = 700;

    final History history;
    private final Random dice;
    private final long begin = System.nanoTime();
    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final Web web;
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Map<String, String> namesByUserId = new HashMap<>();
    private List<Person> people = List.of();
    private int underWay;
    private boolean active;

    Crowd(History history, List<URI> apis, long seed) {
        this.history = history;
        this.web = new Web(vertx, apis);
        this.dice = new Random(seed);
    }

    /** Milliseconds since the laboratory began. */
    long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    RandomGenerator dice() {
        return dice;
    }

    Web web() {
        return web;
    }

    /** Brings everybody in, and lets them live. */
    void enter(List<Person> all, Map<String, String> userNames) {
        call(() -> {
            people = all;
            namesByUserId.putAll(userNames);
            people.forEach(Person::arrive);
            vertx.setPeriodic(TICK_MILLIS, tick -> people.forEach(Person::tick));
            return null;
        });
    }

    /** Whether people do anything of their own. */
    void beActive(boolean now) {
        call(() -> active = now);
    }

    boolean isActive() {
        return active;
    }

    String nameOf(String userId) {
        return namesByUserId.getOrDefault(userId, userId);
    }

    /** What a message says, unless it tells of a group. */
    Optional<Entry> entry(JsonObject message) {
        String wireName = message.getString("kind");
        return Stream.of(Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(wireName))
                .findFirst()
                .map(kind -> new Entry(
                        Long.parseLong(message.getString("id")),
                        message.getString("conversation"),
                        nameOf(message.getString("from")),
                        kind,
                        message.getString("text"),
                        Long.parseLong(message.getString(kind.amends() ? "target" : "replyTo", "0"))));
    }

    void failed(String code) {
        failures.merge(code, 1, Integer::sum);
    }

    /** Whether nothing is under way, and everybody is where they want to be. */
    boolean isAtRest() {
        return call(() -> underWay == 0 && handsets().stream().allMatch(Handset::isAtRest));
    }

    /** Whether every device is where it wants to be, and no send waits for long. */
    boolean isProgressing() {
        return call(() -> handsets().stream().allMatch(Handset::isProgressing));
    }

    /** How it goes, in a line. */
    String state() {
        return call(() -> "%d of %d devices connected, %d facts, %d sends and %d calls under way, failed so far %s"
                .formatted(
                        handsets().stream().filter(Handset::isReady).count(),
                        handsets().stream().filter(Handset::isWanted).count(),
                        history.size(),
                        handsets().stream().mapToInt(Handset::openSends).sum(),
                        underWay,
                        failures));
    }

    /** Lets every device connect. */
    void everybodyComes() {
        call(() -> {
            handsets().forEach(handset -> handset.wish(true));
            return null;
        });
    }

    /** Lets every device sync, and says whether the last time is over when asked again. */
    void everybodySyncs() {
        call(() -> {
            handsets().forEach(Handset::sync);
            return null;
        });
    }

    boolean isSynced() {
        return call(() -> handsets().stream().noneMatch(Handset::isSyncing));
    }

    private List<Handset> handsets() {
        List<Handset> all = new ArrayList<>();
        people.forEach(person -> all.addAll(person.handsets()));
        return all;
    }

    /** Marks as read until that is acknowledged. */
    void read(Person reader, String conversation, long id) {
        persist(
                        reader.device(),
                        HttpMethod.PUT,
                        "/conversations/" + conversation + "/read",
                        new JsonObject().put("id", Long.toString(id)),
                        204,
                        204)
                .onSuccess(done -> history.add(new Read(reader.name(), conversation, id)));
    }

    /** Has somebody put into a group or out of it until that is acknowledged. */
    Future<Void> change(Person by, String group, Person member, boolean in) {
        long from = now();
        String path =
                "/groups/" + group.substring(2) + "/members/" + member.device().user();
        return persist(
                        by.device(),
                        in ? HttpMethod.PUT : HttpMethod.DELETE,
                        path,
                        new JsonObject(),
                        in ? 200 : 204,
                        404)
                .onSuccess(done -> history.add(new Changed(group, member.name(), in, from, now())));
    }

    /** Asks once whether somebody shows online. */
    void look(Person viewer, Person at) {
        web.get("/presence?users=" + at.device().user(), viewer.device().token())
                .onSuccess(answer -> history.add(new Shown(
                        now(),
                        at.name(),
                        answer.getJsonArray("presence")
                                .getJsonObject(0)
                                .getString("status")
                                .equals("online"))));
    }

    private Future<Void> persist(Device as, HttpMethod method, String path, JsonObject body, int expected, int orElse) {
        underWay++;
        return attempt(as, method, path, body, expected, orElse).onSuccess(done -> underWay--);
    }

    private Future<Void> attempt(Device as, HttpMethod method, String path, JsonObject body, int expected, int orElse) {
        return web.ask(method, path, as.token(), Optional.of(body.toBuffer()))
                .map(Web.Answer::status)
                .otherwise(0)
                .compose(status -> status == expected || status == orElse
                        ? Future.succeededFuture()
                        : vertx.timer(AGAIN_MILLIS, TimeUnit.MILLISECONDS)
                                .compose(again -> attempt(as, method, path, body, expected, orElse)));
    }

    void after(long millis, Runnable then) {
        vertx.setTimer(millis, due -> then.run());
    }

    /** Does something on the event loop, and waits for it. */
    private <T> T call(Callable<T> what) {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.runOnContext(now -> {
            try {
                done.complete(what.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done.orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
