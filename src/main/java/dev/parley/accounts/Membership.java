package dev.parley.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.accounts.TieStore.Word;
import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.MembershipService.ChangedSince;
import dev.parley.bus.MembershipService.Changes;
import dev.parley.bus.MembershipService.OfConversation;
import dev.parley.bus.MembershipService.Roster;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.MembershipService.Viewed;
import dev.parley.bus.MembershipService.Viewers;
import dev.parley.bus.MembershipService.Viewing;
import dev.parley.bus.MembershipService.Window;
import dev.parley.bus.MembershipService.Windows;
import dev.parley.bus.MembershipService.Wrote;
import dev.parley.model.ConversationId;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.GroupId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says who is in a conversation, how the two of a direct one stand, and what of it a user may see. */
final class Membership {
    /** What the two of a direct conversation see. */
    static final Windows ALL = new Windows(List.of(Window.ALL), true);

    private static final int MOST_CHANGES = 20_000;
    private static final int MOST_REMEMBERED = 100_000;

    private final TieStore ties;
    private final GroupStore groups;
    private final Words words;
    /** Of these both exist, which stays so: nobody is ever removed. */
    private final Cache<Direct, Boolean> existing =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    Membership(TieStore ties, GroupStore groups, Bus bus) {
        this.ties = ties;
        this.groups = groups;
        this.words = new Words(ties::wrote, bus);
    }

    Future<Roster> members(OfConversation question) {
        if (question.conversation() instanceof Direct direct) {
            return standing(direct).map(standing -> roster(direct, standing, question.known()));
        }
        return question.conversation() instanceof ConversationId.Group group
                ? members(group.group(), question.known())
                : notFound();
    }

    private static Roster roster(Direct direct, Standing standing, Optional<Long> known) {
        long version = version(direct, standing);
        return known.filter(same -> same == version).isPresent()
                ? new Roster.Unchanged()
                : new Roster.Members(List.of(direct.low(), direct.high()), Set.of(), version, 0, standing);
    }

    /** The two never change, so how they stand is all that there is to tell. */
    private static long version(Direct direct, Standing standing) {
        if (standing instanceof Standing.Strangers strangers) {
            return strangers
                    .opener()
                    .map(opener -> opener.equals(direct.low()) ? 4L : 5L)
                    .orElse(3L);
        }
        return standing instanceof Standing.Blocked ? 2 : 1;
    }

    private Future<Roster> members(GroupId group, Optional<Long> known) {
        return known.isEmpty()
                ? members(group)
                : groups.lastChange(group)
                        .compose(last ->
                                last.equals(known) ? Future.succeededFuture(new Roster.Unchanged()) : members(group));
    }

    private Future<Roster> members(GroupId group) {
        return groups.find(group).compose(found -> found.map(state -> Future.<Roster>succeededFuture(roster(state)))
                .orElseGet(Membership::notFound));
    }

    private static Roster roster(GroupState group) {
        return new Roster.Members(
                group.users(), group.admins(), group.lastChange(), group.lastChange(), new Standing.Open());
    }

    Future<Windows> windows(Viewing question) {
        if (question.conversation() instanceof Direct direct) {
            return direct.includes(question.user())
                    ? exists(direct).map(ALL)
                    : Future.failedFuture(Failure.of(FailureCode.ACCESS_DENIED, "you are not in this conversation"));
        }
        return question.conversation() instanceof ConversationId.Group group
                ? groups.windows(question.user(), Set.of(group.group()))
                        .compose(windows -> Optional.ofNullable(windows.get(group.group()))
                                .map(Future::succeededFuture)
                                .orElseGet(Membership::notFound))
                : notFound();
    }

    Future<Viewers> viewers(Viewed question) {
        if (question.conversation() instanceof Direct direct) {
            return exists(direct).map(new Viewers(Set.of(direct.low(), direct.high()), Set.of()));
        }
        return question.conversation() instanceof ConversationId.Group group
                ? groups.viewers(group.group(), question.id())
                : notFound();
    }

    Future<Done> wrote(Wrote news) {
        return news.conversation() instanceof Direct direct && direct.includes(news.user())
                ? words.note(new Word(direct, news.user()))
                : notFound();
    }

    Future<Changes> changes(ChangedSince question) {
        return ties.changes(question.since(), MOST_CHANGES);
    }

    private Future<Void> exists(Direct direct) {
        return existing.getIfPresent(direct) != null
                ? Future.succeededFuture()
                : standing(direct)
                        .onSuccess(known -> existing.put(direct, true))
                        .mapEmpty();
    }

    private Future<Standing> standing(Direct direct) {
        return ties.standing(direct)
                .compose(found -> found.map(Future::succeededFuture).orElseGet(Membership::notFound));
    }

    private static <T> Future<T> notFound() {
        return Future.failedFuture(Failure.of(FailureCode.NOT_FOUND, "there is no such conversation"));
    }
}
