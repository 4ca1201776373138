package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.World.Circle;
import dev.parley.it.World.Pair;
import dev.parley.it.World.Said;
import dev.parley.it.World.Seat;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What people say, change, read and show, each compared with what the {@link World} allows. */
final class DayTalking {
    private static final int BURST = 10;

    private final Day day;

    DayTalking(Day day) {
        this.day = day;
    }

    void writeToSomebody() {
        int from = day.anybody();
        int to = day.anybodyBut(from);
        JsonObject answer = day.phone(from)
                .send(new JsonObject()
                        .put("to", new JsonObject().put("user", day.userId(to)))
                        .put("text", day.words()));
        boolean settling = day.isSettling(from, to);
        if (answer.getString("type").equals("accepted")) {
            assertThat(day.world.isBlocked(from, to) && !settling)
                    .as("a block held")
                    .isFalse();
            said(from, answer, day.lastWords(), Set.of(from, to));
        } else {
            assertThat(answer.getString("code")).as(answer.encode()).isEqualTo("blocked");
            assertThat(day.world.isBlocked(from, to) || settling)
                    .as("there is a block")
                    .isTrue();
        }
    }

    void writeToGroup() {
        day.anyCircle().ifPresent(circle -> writeToGroup(circle, day.anybody()));
    }

    void writeToGroup(Circle circle, int from) {
        JsonObject answer =
                day.phone(from).send(Day.toConversation(circle.conversation).put("text", day.words()));
        if (circle.members.contains(from)) {
            assertThat(answer.getString("type")).as(answer.encode()).isEqualTo("accepted");
            said(from, answer, day.lastWords(), circle.members);
        } else {
            assertThat(answer.getString("type")).as(answer.encode()).isEqualTo("failed");
            assertThat(answer.getString("code")).isIn("access_denied", "not_found");
        }
    }

    /** Several people write to one group at the same time. */
    void everybodyAtOnce() {
        day.anyCircle().ifPresent(circle -> {
            List<Integer> writers = List.copyOf(circle.members).subList(0, Math.min(BURST, circle.members.size()));
            List<Phone> phones = writers.stream().map(day::phone).toList();
            List<String> texts = writers.stream().map(writer -> day.words()).toList();
            List<CompletableFuture<JsonObject>> answers = new ArrayList<>();
            for (int i = 0; i < phones.size(); i++) {
                Phone phone = phones.get(i);
                JsonObject send = Day.toConversation(circle.conversation).put("text", texts.get(i));
                answers.add(CompletableFuture.supplyAsync(() -> phone.send(send)));
            }
            for (int i = 0; i < phones.size(); i++) {
                JsonObject answer = answers.get(i).join();
                assertThat(answer.getString("type")).as(answer.encode()).isEqualTo("accepted");
                said(writers.get(i), answer, texts.get(i), circle.members);
            }
        });
    }

    private void said(int from, JsonObject accepted, String text, Set<Integer> members) {
        assertThat(accepted.containsKey("duplicate")).isFalse();
        long id = Long.parseLong(accepted.getString("id"));
        day.world.said(accepted.getString("conversation"), new Said(id, from, text, members));
    }

    void amend(String kind) {
        day.any(day.world.logs.keySet()).ifPresent(conversation -> day.any(
                        day.world.logs.get(conversation).values())
                .ifPresent(
                        said -> amend(kind, conversation, said, day.dice.nextInt(4) == 0 ? day.anybody() : said.from)));
    }

    private void amend(String kind, String conversation, Said said, int by) {
        boolean edits = kind.equals("edit");
        JsonObject send = Day.toConversation(conversation).put("kind", kind).put("target", Long.toString(said.id));
        JsonObject answer = day.phone(by).send(edits ? send.put("text", day.words()) : send);
        if (mayAmend(edits, conversation, said, by, answer)) {
            assertThat(answer.getString("type")).as(answer.encode()).isEqualTo("accepted");
            Set<Integer> present =
                    conversation.startsWith("g:") ? day.world.circles.get(conversation).members : said.seenBy;
            said.become(!edits, edits ? day.lastWords() : "", present);
        } else {
            assertThat(answer.getString("type")).as(answer.encode()).isEqualTo("failed");
        }
    }

    /** In a direct conversation with a block that counts from this moment or the next, the answer decides. */
    private boolean mayAmend(boolean edits, String conversation, Said said, int by, JsonObject answer) {
        Optional<Circle> circle = Optional.ofNullable(day.world.circles.get(conversation));
        boolean own = said.from == by;
        boolean alive = !edits || !said.deleted;
        if (conversation.startsWith("g:")) {
            return circle.filter(one -> one.members.contains(by)).isPresent()
                    && alive
                    && (own || (!edits && circle.get().mayManage(by)));
        }
        Pair pair = day.pair(conversation);
        if (day.isSettling(pair.low(), pair.high())) {
            return answer.getString("type").equals("accepted");
        }
        return own && alive && !day.world.isBlocked(pair.low(), pair.high());
    }

    void read() {
        int user = day.anybody();
        day.any(day.world.conversations(user)).ifPresent(conversation -> {
            long id = day.any(day.world.seen(user, conversation).keySet()).orElseThrow();
            read(user, conversation, id);
        });
    }

    private void read(int user, String conversation, long id) {
        if (day.dice.nextBoolean()) {
            day.rest(user)
                    .put("/conversations/" + conversation + "/read", new JsonObject().put("id", Long.toString(id)))
                    .expect(204);
        } else {
            day.phone(user).read(conversation, id);
        }
        day.world.read(user, conversation, id);
    }

    void type() {
        int user = day.anybody();
        day.any(day.world.conversations(user)).ifPresent(conversation -> day.phone(user)
                .frame(new JsonObject()
                        .put("type", "typing")
                        .put("conversation", conversation)
                        .put("active", true)));
    }

    void muteOrPin() {
        int user = day.anybody();
        day.any(day.world.conversations(user)).ifPresent(conversation -> {
            boolean mutes = day.dice.nextBoolean();
            Set<Seat> marked = mutes ? day.world.muted : day.world.pinned;
            Seat seat = new Seat(user, conversation);
            boolean now = !marked.contains(seat);
            day.rest(user)
                    .patch("/conversations/" + conversation, new JsonObject().put(mutes ? "muted" : "pinned", now))
                    .expect(200);
            if (now) {
                marked.add(seat);
            } else {
                marked.remove(seat);
            }
        });
    }
}
