package dev.parley.accounts;

import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.View;
import dev.parley.bus.MembershipService.ViewingAll;
import dev.parley.bus.MembershipService.Windows;
import dev.parley.model.ConversationId;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.GroupId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what of many conversations a user may see, with one question to the store for each sort. */
final class Views {
    private final UserStore users;
    private final GroupStore groups;

    Views(UserStore users, GroupStore groups) {
        this.users = users;
        this.groups = groups;
    }

    Future<MembershipService.Views> all(ViewingAll question) {
        Set<GroupId> wanted =
                question.conversations().stream().flatMap(Views::group).collect(Collectors.toSet());
        Set<UserId> others = direct(question).flatMap(Views::both).collect(Collectors.toSet());
        return Future.all(groups.windows(question.user(), wanted), users.existing(others))
                .map(read -> views(question, read.<Map<GroupId, Windows>>resultAt(0), read.<Set<UserId>>resultAt(1)));
    }

    private static MembershipService.Views views(
            ViewingAll question, Map<GroupId, Windows> groups, Set<UserId> existing) {
        Stream<View> inGroups =
                groups.entrySet().stream().map(one -> new View(new ConversationId.Group(one.getKey()), one.getValue()));
        Stream<View> withOne = direct(question)
                .filter(pair -> existing.contains(pair.low()) && existing.contains(pair.high()))
                .map(pair -> new View(pair, Membership.ALL));
        return new MembershipService.Views(Stream.concat(inGroups, withOne).toList());
    }

    private static Stream<Direct> direct(ViewingAll question) {
        return question.conversations().stream()
                .flatMap(one -> one instanceof Direct pair ? Stream.of(pair) : Stream.empty())
                .filter(pair -> pair.includes(question.user()));
    }

    private static Stream<GroupId> group(ConversationId conversation) {
        return conversation instanceof ConversationId.Group group ? Stream.of(group.group()) : Stream.empty();
    }

    private static Stream<UserId> both(Direct pair) {
        return Stream.of(pair.low(), pair.high());
    }
}
