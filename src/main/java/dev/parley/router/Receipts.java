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
import dev.parley.bus.NodeService.Deliver;
import dev.parley.bus.NodeService.News;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Marked;
import dev.parley.bus.RouterService.Mark;
import dev.parley.bus.RouterService.Marks;
import dev.parley.bus.RouterService.Received;
import dev.parley.bus.RouterService.Typing;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
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

    /**
     * How a user gets on.
     *
     * @param members of the conversation; absent where the user is none of them
     */
    private record Step(ConversationId conversation, Mark mark, Optional<Members> members) {
        UserId user() {
            return mark.user();
        }
    }

    /** All are noted, and then all of them told. */
    Future<Done> mark(Marks marks) {
        return members(marks.conversation()).compose(members -> {
            List<Future<List<Deliver>>> all = marks.marks().stream()
                    .map(mark -> take(new Step(marks.conversation(), mark, members.filter(in -> isIn(mark, in)))))
                    .toList();
            return Future.join(all).transform(noted -> dispatch.pass(told(all))).compose(passed -> outcome(all));
        });
    }

    private Future<Optional<Members>> members(ConversationId conversation) {
        return rosters.of(conversation)
                .map(Optional::of)
                .recover(cause ->
                        isNotFound(cause) ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(cause));
    }

    private static boolean isIn(Mark mark, Members members) {
        return members.users().contains(mark.user());
    }

    /** Of several failures one that passes is told: whoever asked comes again with all of them. */
    private static Future<Done> outcome(List<Future<List<Deliver>>> all) {
        return all.stream()
                .filter(Future::failed)
                .map(Future::cause)
                .min(Comparator.comparing(cause -> !isPassing(cause)))
                .map(Future::<Done>failedFuture)
                .orElseGet(() -> Future.succeededFuture(Done.DONE));
    }

    private static boolean isPassing(Throwable cause) {
        return cause instanceof Failure failure && failure.code().retryable();
    }

    private static List<Deliver> told(List<Future<List<Deliver>>> all) {
        return all.stream()
                .filter(Future::succeeded)
                .flatMap(news -> news.result().stream())
                .toList();
    }

    /**
     * Who went still has what was said before, and may have read it; that is nobody else's concern any more.
     *
     * @return a future completed with what is to be told of it
     */
    private Future<List<Deliver>> take(Step step) {
        return step.members().isPresent()
                ? move(step)
                : bus.request(MembershipService.WINDOWS, new Viewing(step.user(), step.conversation()))
                        .compose(windows -> move(step));
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
                    : dispatch.pass(List.of(new Deliver(news, others, Optional.of(typing.origin()))))
                            .map(Done.DONE);
        });
    }

    private Future<List<Deliver>> move(Step step) {
        return furthest(step).compose(last -> last.map(known -> move(step, known))
                .orElseGet(() -> Future.succeededFuture(List.of())));
    }

    /** The last message up to where the mark goes; it is looked up where only the client has named it. */
    private Future<Optional<Received>> furthest(Step step) {
        Optional<Received> delivered = step.mark().delivered();
        Optional<MessageId> beyond = step.mark().read().filter(read -> delivered
                .filter(known -> known.id().compareTo(read) >= 0)
                .isEmpty());
        return beyond.map(read -> stored.last(step.conversation(), read)
                        .map(last -> last.map(message -> new Received(message.id(), message.from()))))
                .orElseGet(() -> Future.succeededFuture(delivered));
    }

    /** Reading is getting, too. A mark never passes the last message that there is. */
    private Future<List<Deliver>> move(Step step, Received last) {
        Optional<MessageId> read = step.mark().read().map(id -> smaller(id, last.id()));
        Optional<MessageId> delivered =
                step.mark().delivered().map(Received::id).or(() -> read);
        PersistenceService.Mark wanted = new PersistenceService.Mark(step.user(), step.conversation(), delivered, read);
        return bus.request(PersistenceService.MARK, wanted).compose(moved -> news(step, moved, waiting(step, last)));
    }

    private static MessageId smaller(MessageId one, MessageId other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Future<List<Deliver>> news(Step step, Marked moved, Optional<UserId> waiting) {
        boolean asks = moved.read().isPresent() && waiting.isPresent();
        Future<Boolean> shown = asks ? showsReading(step.user()) : Future.succeededFuture(false);
        return shown.map(shows -> {
            Stream<Deliver> own = moved.read().map(read -> own(step, read)).stream();
            Stream<Deliver> others = waiting.flatMap(user -> receipt(step, moved, shows, user)).stream();
            return Stream.concat(own, others).toList();
        });
    }

    private static Deliver own(Step step, MessageId read) {
        return new Deliver(
                new News.Receipt(step.conversation(), step.user(), Optional.empty(), Optional.of(read)),
                List.of(step.user()),
                step.mark().origin());
    }

    private static Optional<Deliver> receipt(Step step, Marked moved, boolean showsReading, UserId waiting) {
        Optional<MessageId> read = moved.read().filter(any -> showsReading);
        return read.isEmpty() && moved.delivered().isEmpty()
                ? Optional.empty()
                : Optional.of(new Deliver(
                        new News.Receipt(step.conversation(), step.user(), moved.delivered(), read),
                        List.of(waiting),
                        Optional.empty()));
    }

    /** Who is to know besides the user's own devices. */
    private static Optional<UserId> waiting(Step step, Received last) {
        Optional<Members> in = step.members().filter(members -> !(members.standing() instanceof Standing.Blocked));
        Stream<UserId> candidates = step.conversation() instanceof ConversationId.Direct
                ? in.stream().flatMap(members -> members.users().stream())
                : in.stream().map(members -> last.from());
        return candidates.filter(user -> !user.equals(step.user())).findFirst();
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
