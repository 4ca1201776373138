package dev.parley.accounts;

import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.Done;
import dev.parley.bus.FriendsService.Between;
import dev.parley.model.ConversationId;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Changes what is between two users, and tells their devices and the nodes. */
final class Ties {
    private final UserStore users;
    private final TieStore store;
    private final Announcer announcer;
    private final Ids ids;
    private final InstantSource clock;

    Ties(UserStore users, TieStore store, Announcer announcer, Ids ids, InstantSource clock) {
        this.users = users;
        this.store = store;
        this.announcer = announcer;
        this.ids = ids;
        this.clock = clock;
    }

    /** Decides what a tie becomes and what is told of it; or throws the failure that the change ends with. */
    @FunctionalInterface
    interface Rule {
        Change<Tie> apply(Tie before, News news);
    }

    Future<Done> change(Between between, Rule rule) {
        if (between.user().equals(between.other())) {
            return Future.failedFuture(Failure.of(FailureCode.INVALID, "names yourself", "userId"));
        }
        Direct pair = (Direct) ConversationId.direct(between.user(), between.other());
        return news(between)
                .compose(news -> store.change(pair, clock.instant(), tie -> rule.apply(tie, news)))
                .compose(change -> announcer.tell(pair, change.announcements()));
    }

    private Future<News> news(Between between) {
        return users.all(Set.of(between.user(), between.other()))
                .compose(both -> both.size() == 2
                        ? Future.succeededFuture(news(between, both))
                        : Future.failedFuture(Failure.of(FailureCode.NOT_FOUND, "there is no such user", "userId")));
    }

    private News news(Between between, List<Profile> both) {
        Map<UserId, Profile> byId = both.stream().collect(Collectors.toMap(Profile::id, Function.identity()));
        return new News(byId.get(between.user()), byId.get(between.other()), ids);
    }

    /** Events between two users; each names the other one, and who acted. */
    record News(Profile actor, Profile other, Ids ids) {
        List<Announcement> toBoth(String name) {
            return List.of(toActor(name), toOther(name));
        }

        Announcement toActor(String name) {
            return to(actor, name, about(other));
        }

        Announcement toActor(String name, boolean state, String field) {
            return to(actor, name, about(other).put(field, state));
        }

        Announcement toOther(String name) {
            return to(other, name, about(actor));
        }

        private Announcement to(Profile recipient, String name, JsonObject body) {
            return Announcement.ofEvent(ids.next(), recipient.id(), name, body);
        }

        private JsonObject about(Profile user) {
            return new JsonObject()
                    .put("user", brief(user))
                    .put("by", actor.id().toString());
        }

        private static JsonObject brief(Profile user) {
            return new JsonObject()
                    .put("id", user.id().toString())
                    .put("username", user.username())
                    .put("displayName", user.displayName());
        }
    }
}
