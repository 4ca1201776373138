package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.World.Pair;
import dev.parley.it.World.Towards;
import io.vertx.core.json.JsonObject;

/** Who makes friends and who falls out, each step compared with what the {@link World} allows. */
final class DayBefriending {
    private final Day day;

    DayBefriending(Day day) {
        this.day = day;
    }

    void befriend() {
        int user = day.anybody();
        int other = day.anybodyBut(user);
        Rest.Answer answer =
                day.rest(user).post("/friends/requests", new JsonObject().put("userId", day.userId(other)));
        if (day.world.isBlocked(user, other)) {
            answer.expect(403);
            return;
        }
        assertThat(answer.status()).as(answer.body().encode()).isBetween(200, 204);
        if (day.world.requests.remove(new Towards(other, user))) {
            day.world.friends.add(Pair.of(user, other));
        } else if (!day.world.friends.contains(Pair.of(user, other))) {
            day.world.requests.add(new Towards(user, other));
        }
    }

    void answerRequest() {
        day.any(day.world.requests).ifPresent(request -> {
            boolean accepts = day.dice.nextInt(3) > 0;
            String path = "/friends/requests/" + day.userId(request.user()) + (accepts ? "/accept" : "/decline");
            Rest.Answer answer = day.rest(request.other()).post(path, new JsonObject());
            assertThat(answer.status()).as(answer.body().encode()).isBetween(200, 204);
            day.world.requests.remove(request);
            if (accepts) {
                day.world.friends.add(Pair.of(request.user(), request.other()));
            }
        });
    }

    void endFriendship() {
        day.any(day.world.friends).ifPresent(pair -> {
            Rest.Answer answer = day.rest(pair.low()).delete("/friends/" + day.userId(pair.high()));
            assertThat(answer.status()).as(answer.body().encode()).isBetween(200, 204);
            day.world.friends.remove(pair);
        });
    }

    void block() {
        int user = day.anybody();
        int other = day.anybodyBut(user);
        Rest.Answer answer = day.rest(user).put("/blocks/" + day.userId(other), new JsonObject());
        assertThat(answer.status()).as(answer.body().encode()).isBetween(200, 204);
        day.world.blocks.add(new Towards(user, other));
        day.world.friends.remove(Pair.of(user, other));
        day.world.requests.remove(new Towards(user, other));
        day.world.requests.remove(new Towards(other, user));
        day.settle(user, other);
    }

    void unblock() {
        day.any(day.world.blocks).ifPresent(block -> {
            Rest.Answer answer = day.rest(block.user()).delete("/blocks/" + day.userId(block.other()));
            assertThat(answer.status()).as(answer.body().encode()).isBetween(200, 204);
            day.world.blocks.remove(block);
            day.settle(block.user(), block.other());
        });
    }
}
