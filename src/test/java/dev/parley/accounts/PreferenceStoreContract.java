package dev.parley.accounts;

import static dev.parley.accounts.TestPeople.await;
import static dev.parley.accounts.TestPeople.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.PreferencesService;
import dev.parley.bus.PreferencesService.Preference;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.FailureCode;
import dev.parley.model.GroupId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of preferences does. */
public interface PreferenceStoreContract {
    /** An open store; the same for all tests. */
    AccountStores stores();

    @Test
    default void keepsWhatIsSetForAConversation() throws Exception {
        UserId user = user();
        ConversationId chat = chat();
        for (Preference next : List.of(
                new Preference(chat, true, false),
                new Preference(chat, true, true),
                new Preference(chat, false, true))) {
            await(set(user, next));
            assertThat(await(stores().preferences().of(user, Set.of(chat, chat()))))
                    .containsExactly(next);
        }
        await(set(user, new Preference(chat, false, false)));
        assertThat(await(stores().preferences().of(user, Set.of(chat)))).isEmpty();
        assertThat(await(stores().preferences().of(user(), Set.of(chat)))).isEmpty();
    }

    @Test
    default void showsTheRuleWhatIsSet() throws Exception {
        UserId user = user();
        Preference set = new Preference(chat(), true, true);
        await(set(user, set));
        await(stores().preferences().change(user, set.conversation(), before -> {
            assertThat(before).isEqualTo(set);
            return Change.none(before);
        }));
        assertThat(await(stores().preferences().of(user, Set.of(set.conversation()))))
                .containsExactly(set);
    }

    @Test
    default void pinsAsManyAsMayBe() throws Exception {
        UserId user = user();
        List<Future<Boolean>> pins = IntStream.range(0, PreferencesService.MOST_PINNED + 5)
                .mapToObj(i -> set(user, new Preference(chat(), false, true))
                        .map(true)
                        .recover(cause -> ((Failure) cause).code() == FailureCode.LIMIT_REACHED
                                ? Future.succeededFuture(false)
                                : Future.failedFuture(cause)))
                .toList();
        assertThat(await(Future.all(pins)).<Boolean>list())
                .filteredOn(pinned -> pinned)
                .hasSize(PreferencesService.MOST_PINNED);
        List<Preference> pinned = await(stores().preferences().pinned(user));
        assertThat(pinned).hasSize(PreferencesService.MOST_PINNED).allMatch(Preference::pinned);

        await(set(user, new Preference(pinned.get(3).conversation(), true, false)));
        Preference another = new Preference(chat(), false, true);
        await(set(user, another));
        assertThat(await(stores().preferences().pinned(user)).get(3)).isEqualTo(another);
        assertThat(failure(set(user, new Preference(chat(), false, true)))).isInstanceOf(Failure.class);
    }

    @Test
    default void keepsWhatIsToBeToldWithAPreference() throws Exception {
        UserId user = user();
        Announcement news = AnnouncementStoreContract.event(user);
        ConversationId chat = chat();
        await(stores().preferences()
                .change(user, chat, before -> new Change<>(new Preference(chat, true, false), List.of(news))));
        assertThat(await(stores().announcements().of(news.conversation(), 10))).containsExactly(news);
    }

    private Future<Change<Preference>> set(UserId user, Preference wanted) {
        return stores().preferences().change(user, wanted.conversation(), before -> new Change<>(wanted, List.of()));
    }

    private static ConversationId chat() {
        return new ConversationId.Group(new GroupId(TestPeople.newId()));
    }

    private UserId user() throws Exception {
        return TestPeople.keep(stores());
    }
}
