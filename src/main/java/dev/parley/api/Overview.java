package dev.parley.api;

import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.Bus;
import dev.parley.bus.GroupsService;
import dev.parley.bus.GroupsService.Name;
import dev.parley.bus.GroupsService.Named;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.ViewingAll;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.CountUnread;
import dev.parley.bus.PersistenceService.UnreadCount;
import dev.parley.bus.PersistenceService.Visible;
import dev.parley.bus.PreferencesService;
import dev.parley.bus.PreferencesService.OfConversations;
import dev.parley.bus.PreferencesService.Preference;
import dev.parley.model.ConversationId;
import dev.parley.model.ConversationId.Direct;
import dev.parley.model.GroupId;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what a list of conversations shows besides their last messages, all of them in a few questions. */
final class Overview {
    private final Bus bus;
    private final Profiles profiles;

    Overview(Bus bus, Profiles profiles) {
        this.bus = bus;
        this.profiles = profiles;
    }

    /**
     * One conversation as its user sees it.
     *
     * @param with whom a direct one is with
     * @param name that of a group, unless the group is no more
     * @param count how much is unread, unless that cannot be counted at the moment
     */
    record Row(
            Message last,
            Optional<Profile> with,
            Optional<String> name,
            Optional<UnreadCount> count,
            Preference preference) {}

    /** @param last the last message of each conversation, in the order of the list, at most 200 */
    Future<List<Row>> of(UserId user, List<Message> last) {
        Set<ConversationId> all = last.stream().map(Message::conversation).collect(Collectors.toSet());
        Future<Map<UserId, Profile>> people = people(user, all);
        Future<Map<GroupId, String>> names = names(all);
        Future<Map<ConversationId, UnreadCount>> unread = unread(user, all);
        Future<Map<ConversationId, Preference>> preferences = preferences(user, all);
        return Future.all(people, names, unread, preferences).map(found -> last.stream()
                .map(message -> new Row(
                        message,
                        other(message.conversation(), user).map(people.result()::get),
                        group(message.conversation()).map(names.result()::get),
                        Optional.ofNullable(unread.result().get(message.conversation())),
                        preferences
                                .result()
                                .getOrDefault(
                                        message.conversation(), new Preference(message.conversation(), false, false))))
                .toList());
    }

    private Future<Map<UserId, Profile>> people(UserId user, Set<ConversationId> all) {
        return profiles.of(
                all.stream().flatMap(one -> other(one, user).stream()).collect(Collectors.toSet()));
    }

    private Future<Map<GroupId, String>> names(Set<ConversationId> all) {
        Set<GroupId> groups = all.stream().flatMap(one -> group(one).stream()).collect(Collectors.toSet());
        return groups.isEmpty()
                ? Future.succeededFuture(Map.of())
                : bus.request(GroupsService.NAMES, new Named(groups))
                        .map(found -> found.names().stream().collect(Collectors.toMap(Name::group, Name::name)));
    }

    /** The list is worth having without it. */
    private Future<Map<ConversationId, UnreadCount>> unread(UserId user, Set<ConversationId> all) {
        return bus.request(MembershipService.VIEWS, new ViewingAll(user, all))
                .map(seen -> seen.views().stream()
                        .map(view ->
                                new Visible(view.conversation(), view.windows().windows()))
                        .toList())
                .compose(visible -> bus.request(PersistenceService.UNREAD, new CountUnread(user, visible)))
                .map(unread -> unread.counts().stream()
                        .collect(Collectors.toMap(UnreadCount::conversation, Function.identity())))
                .otherwise(Map.of());
    }

    private Future<Map<ConversationId, Preference>> preferences(UserId user, Set<ConversationId> all) {
        return bus.request(PreferencesService.GET, new OfConversations(user, all))
                .map(found -> found.preferences().stream()
                        .collect(Collectors.toMap(Preference::conversation, Function.identity())));
    }

    private static Optional<UserId> other(ConversationId conversation, UserId user) {
        return conversation instanceof Direct direct
                ? Stream.of(direct.low(), direct.high())
                        .filter(one -> !one.equals(user))
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<GroupId> group(ConversationId conversation) {
        return conversation instanceof ConversationId.Group group ? Optional.of(group.group()) : Optional.empty();
    }
}
