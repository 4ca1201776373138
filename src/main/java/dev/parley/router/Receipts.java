package dev.parley.router;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Roster.Members;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.MembershipService.Viewing;
import dev.parley.bus.NodeService.News;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Marked;
import dev.parley.bus.RouterService.Mark;
import dev.parley.bus.RouterService.Typing;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Moves the marks of what was delivered and read, and tells of them: the user's other devices of what was read, and of both
 * the one who is waiting to know. In a direct conversation that is the other one, in a group the author of the message.
 * Safe for use by any thread.
 */
final class Receipts {
    private static final Duration BELIEVED = Duration.ofSeconds(2);
    private static final int MOST_USERS = 50_000;

    private final Bus bus;
    private final Rosters rosters;
    private final StoredMessages stored;
    private final Dispatch dispatch;
    private final Cache<UserId, Boolean> shown = Caffeine.newBuilder()
            .expireAfterWrite(BELIEVED)
            .maximumSize(MOST_USERS)
            .build();

    Receipts(Bus bus, Rosters rosters, StoredMessages stored, Dispatch dispatch) {
        this.bus = bus;
        this.rosters = rosters;
        this.stored = stored;
        this.dispatch = dispatch;
    }

    Future<Done> mark(Mark mark) {
        return rosters.of(mark.conversation())
                .map(members -> Optional.of(members).filter(in -> in.users().contains(mark.user())))
                .recover(cause ->
                        isNotFound(cause) ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(cause))
                .compose(members -> members.isPresent() ? move(mark, members) : former(mark));
    }

    /** Who went still has what was said before, and may have read it; that is nobody else's concern any more. */
    private Future<Done> former(Mark mark) {
        return bus.request(MembershipService.WINDOWS, new Viewing(mark.user(), mark.conversation()))
                .compose(windows -> move(mark, Optional.empty()));
    }

    private static boolean isNotFound(Throwable cause) {
        return cause instanceof Failure failure && failure.code() == FailureCode.NOT_FOUND;
    }

    Future<Done> typing(Typing typing) {
        return rosters.of(typing.conversation()).compose(members -> {
            if (!members.users().contains(typing.user())) {
                return Future.failedFuture(Failure.of(FailureCode.ACCESS_DENIED, "you are not in this conversation"));
            }
            List<UserId> others = members.users().stream()
                    .filter(user -> !user.equals(typing.user()))
                    .toList();
            News news = new News.Typing(typing.conversation(), typing.user(), typing.active());
            return members.standing() instanceof Standing.Blocked
                    ? Future.succeededFuture(Done.DONE)
                    : dispatch.pass(news, others, Optional.of(typing.origin())).map(Done.DONE);
        });
    }

    private Future<Done> move(Mark mark, Optional<Members> members) {
        MessageId furthest = Stream.of(mark.delivered(), mark.read())
                .flatMap(Optional::stream)
                .max(MessageId::compareTo)
                .orElseThrow(() -> Failure.of(FailureCode.INVALID, "names no message", "id"));
        return stored.last(mark.conversation(), furthest)
                .compose(last -> last.map(message -> move(mark, message, members))
                        .orElseGet(() -> Future.succeededFuture(Done.DONE)));
    }

    /** Reading is getting, too. A mark never passes the last message that there is. */
    private Future<Done> move(Mark mark, Message last, Optional<Members> members) {
        Optional<MessageId> read = mark.read().map(id -> smaller(id, last.id()));
        Optional<MessageId> delivered =
                mark.delivered().map(id -> smaller(id, last.id())).or(() -> read);
        PersistenceService.Mark wanted = new PersistenceService.Mark(mark.user(), mark.conversation(), delivered, read);
        return bus.request(PersistenceService.MARK, wanted)
                .compose(moved -> tell(mark, moved, last, members))
                .map(Done.DONE);
    }

    private static MessageId smaller(MessageId one, MessageId other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Future<Void> tell(Mark mark, Marked moved, Message last, Optional<Members> members) {
        Future<Void> own = moved.read().isPresent()
                ? dispatch.pass(
                        new News.Receipt(mark.conversation(), mark.user(), Optional.empty(), moved.read()),
                        List.of(mark.user()),
                        mark.origin())
                : Future.succeededFuture();
        Optional<UserId> waiting = members.flatMap(in -> waiting(mark, last, in));
        return waiting.isEmpty() ? own : own.compose(told -> tell(waiting.get(), mark, moved));
    }

    private Future<Void> tell(UserId waiting, Mark mark, Marked moved) {
        return showsReading(mark.user()).compose(shows -> {
            Optional<MessageId> read = moved.read().filter(any -> shows);
            return read.isPresent() || moved.delivered().isPresent()
                    ? dispatch.pass(
                            new News.Receipt(mark.conversation(), mark.user(), moved.delivered(), read),
                            List.of(waiting),
                            Optional.empty())
                    : Future.succeededFuture();
        });
    }

    private static Optional<UserId> waiting(Mark mark, Message last, Members members) {
        if (members.standing() instanceof Standing.Blocked) {
            return Optional.empty();
        }
        Stream<UserId> candidates = mark.conversation() instanceof ConversationId.Direct
                ? members.users().stream()
                : Stream.of(last.from());
        return candidates.filter(user -> !user.equals(mark.user())).findFirst();
    }

    private Future<Boolean> showsReading(UserId user) {
        Boolean known = shown.getIfPresent(user);
        return known != null
                ? Future.succeededFuture(known)
                : bus.request(AccountsService.PROFILE, new OfUser(user))
                        .map(Profile::readReceipts)
                        .onSuccess(shows -> shown.put(user, shows));
    }
}
