package dev.parley.api;

import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.Bus;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.View;
import dev.parley.bus.MembershipService.ViewingAll;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.ConversationPage;
import dev.parley.bus.PersistenceService.History;
import dev.parley.bus.PersistenceService.HistoryPage;
import dev.parley.bus.PersistenceService.Place;
import dev.parley.bus.PreferencesService;
import dev.parley.bus.PreferencesService.Preference;
import dev.parley.bus.PreferencesService.Preferences;
import dev.parley.model.Message;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the pinned conversations of a user, of which there are few, with the last message of each. */
final class Pinned {
    private final Bus bus;

    Pinned(Bus bus) {
        this.bus = bus;
    }

    /** @return a future completed with all that have a message, the newest first */
    Future<ConversationPage> of(UserId user) {
        return bus.request(PreferencesService.PINNED, new OfUser(user))
                .compose(pinned -> bus.request(MembershipService.VIEWS, views(user, pinned)))
                .compose(
                        seen -> Future.all(seen.views().stream().map(this::last).toList()))
                .map(pages -> new ConversationPage(newestFirst(pages.list()), false));
    }

    private static ViewingAll views(UserId user, Preferences pinned) {
        return new ViewingAll(
                user,
                pinned.preferences().stream().map(Preference::conversation).collect(Collectors.toSet()));
    }

    private Future<HistoryPage> last(View view) {
        return bus.request(
                PersistenceService.HISTORY,
                new History(
                        view.conversation(),
                        new Place.Latest(),
                        1,
                        view.windows().windows()));
    }

    private static List<Message> newestFirst(List<HistoryPage> pages) {
        return pages.stream()
                .flatMap(page -> page.messages().stream())
                .sorted(Comparator.comparing(Message::id).reversed())
                .toList();
    }
}
