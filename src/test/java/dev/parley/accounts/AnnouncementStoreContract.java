package dev.parley.accounts;

import static dev.parley.accounts.TestPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.PreferencesService.Preference;
import dev.parley.model.ConversationId;
import dev.parley.model.GroupId;
import dev.parley.model.MembershipChange;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every outbox does. */
public interface AnnouncementStoreContract {
    /** An open store; the same for all tests. */
    AccountStores stores();

    /** News for a user. */
    static Announcement event(UserId user) {
        return Announcement.ofEvent(
                new MessageId(TestPeople.newId()), user, "some.event", new JsonObject().put("what", "naïve \\ 😀"));
    }

    @Test
    default void givesAnnouncementsBackInTheirOrderUntilTheyAreSent() throws Exception {
        UserId user = user();
        ConversationId.Group group = new ConversationId.Group(new GroupId(TestPeople.newId()));
        List<UserId> recipients = LongStream.rangeClosed(1, 100)
                .mapToObj(i -> new UserId(Long.MAX_VALUE - i))
                .toList();
        Announcement first = Announcement.ofMember(id(), group, user, user, MembershipChange.ADDED, recipients);
        Announcement second = Announcement.ofGroup(id(), group, user, "", List.of(user));
        keep(user, second, first);
        AnnouncementStore store = stores().announcements();
        assertThat(await(store.of(group, 10))).containsExactly(first, second);
        assertThat(await(store.of(group, 1))).containsExactly(first);
        await(store.sent(first.id()));
        assertThat(await(store.of(group, 10))).containsExactly(second);
        await(store.sent(second.id()));
        await(store.sent(second.id()));
        assertThat(await(store.of(group, 10))).isEmpty();
    }

    @Test
    default void saysWhereAnythingWaits() throws Exception {
        UserId one = user();
        UserId two = user();
        Announcement first = event(one);
        Announcement second = event(two);
        Announcement third = event(one);
        keep(one, first, second, third);
        AnnouncementStore store = stores().announcements();
        assertThat(await(store.waiting(Long.MAX_VALUE, 10_000)))
                .containsSubsequence(first.conversation(), second.conversation())
                .doesNotHaveDuplicates();
        assertThat(await(store.waiting(second.id().value(), 10_000)))
                .contains(first.conversation())
                .doesNotContain(second.conversation());
        assertThat(await(store.waiting(Long.MAX_VALUE, 1))).hasSize(1);
    }

    private void keep(UserId user, Announcement... announcements) throws Exception {
        ConversationId chat = new ConversationId.Group(new GroupId(TestPeople.newId()));
        await(stores().preferences()
                .change(user, chat, before -> new Change<>(new Preference(chat, true, false), List.of(announcements))));
    }

    private static MessageId id() {
        return new MessageId(TestPeople.newId());
    }

    private UserId user() throws Exception {
        return TestPeople.keep(stores());
    }
}
