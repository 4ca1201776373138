package dev.parley.notification;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.Bus;
import dev.parley.bus.GroupsService;
import dev.parley.bus.GroupsService.Name;
import dev.parley.bus.GroupsService.Named;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.GroupId;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Knows what users and groups are called; believed for some seconds. Used on one context. */
final class Sources {
    private static final Duration BELIEVED = Duration.ofSeconds(10);
    private static final int MOST = 10_000;

    private final Bus bus;
    private final Cache<UserId, String> people = names();
    private final Cache<GroupId, String> groups = names();

    Sources(Bus bus) {
        this.bus = bus;
    }

    private static <K> Cache<K, String> names() {
        return Caffeine.newBuilder()
                .expireAfterWrite(BELIEVED)
                .maximumSize(MOST)
                .build();
    }

    Future<Note.Source> of(Message message) {
        return person(message.from()).compose(name -> group(message.conversation())
                .map(group -> new Note.Source(message.from(), name, group)));
    }

    private Future<String> person(UserId user) {
        return Optional.ofNullable(people.getIfPresent(user))
                .map(Future::succeededFuture)
                .orElseGet(() -> bus.request(AccountsService.PROFILE, new OfUser(user))
                        .map(Profile::displayName)
                        .recover(Sources::nameless)
                        .onSuccess(name -> people.put(user, name)));
    }

    /** Whoever wrote may be no more. */
    private static Future<String> nameless(Throwable cause) {
        return cause instanceof Failure failure && failure.code() == FailureCode.NOT_FOUND
                ? Future.succeededFuture("")
                : Future.failedFuture(cause);
    }

    private Future<Optional<String>> group(ConversationId conversation) {
        if (!(conversation instanceof ConversationId.Group named)) {
            return Future.succeededFuture(Optional.empty());
        }
        Optional<String> known = Optional.ofNullable(groups.getIfPresent(named.group()));
        return known.isPresent() ? Future.succeededFuture(known) : ask(named.group());
    }

    private Future<Optional<String>> ask(GroupId group) {
        return bus.request(GroupsService.NAMES, new Named(Set.of(group)))
                .map(found -> found.names().stream().map(Name::name).findFirst())
                .onSuccess(name -> name.ifPresent(known -> groups.put(group, known)));
    }
}
