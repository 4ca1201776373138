package dev.parley.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccountsService.OfUser;
import dev.parley.bus.PreferencesService;
import dev.parley.bus.PreferencesService.Change;
import dev.parley.bus.PreferencesService.OfConversations;
import dev.parley.bus.PreferencesService.Preference;
import dev.parley.model.ConversationId;
import dev.parley.model.FailureCode;
import dev.parley.model.GroupId;
import dev.parley.model.UserId;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Muting and pinning, over the bus. */
final class PreferencesTest {
    private static TestAccounts accounts;
    private static FakeRouter router;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        accounts = new TestAccounts(folder);
        router = new FakeRouter(accounts.bus);
    }

    @AfterAll
    static void stop() throws Exception {
        accounts.close();
    }

    @Test
    void setsWhatIsGivenAndTellsTheUsersDevices() throws Exception {
        UserId ann = accounts.signUp().id();
        ConversationId chat = ConversationId.direct(ann, accounts.signUp().id());
        assertThat(change(ann, chat, Optional.of(true), Optional.empty())).isEqualTo(new Preference(chat, true, false));
        assertThat(change(ann, chat, Optional.empty(), Optional.of(true))).isEqualTo(new Preference(chat, true, true));
        assertThat(change(ann, chat, Optional.of(true), Optional.of(true))).isEqualTo(new Preference(chat, true, true));
        Preference now = change(ann, chat, Optional.of(false), Optional.empty());
        assertThat(accounts.ask(PreferencesService.GET, new OfConversations(ann, Set.of(chat)))
                        .preferences())
                .containsExactly(now);
        assertThat(accounts.ask(PreferencesService.PINNED, new OfUser(ann)).preferences())
                .containsExactly(now);
        assertThat(router.awaitEvents(ann, 3))
                .containsOnly("conversation.changed")
                .hasSize(3);
        assertThat(router.body(ann, "conversation.changed"))
                .isEqualTo(new JsonObject()
                        .put("conversation", chat.toString())
                        .put("muted", false)
                        .put("pinned", true));
    }

    @Test
    void setsNothingForAConversationOfOthers() throws Exception {
        UserId ann = accounts.signUp().id();
        ConversationId others =
                ConversationId.direct(accounts.signUp().id(), accounts.signUp().id());
        assertThat(refusal(ann, others)).isEqualTo(FailureCode.ACCESS_DENIED);
        assertThat(refusal(ann, new ConversationId.Group(new GroupId(7)))).isEqualTo(FailureCode.NOT_FOUND);
        assertThat(refusal(ann, new ConversationId.Personal(ann))).isEqualTo(FailureCode.NOT_FOUND);
    }

    private static Preference change(
            UserId user, ConversationId conversation, Optional<Boolean> muted, Optional<Boolean> pinned)
            throws Exception {
        return accounts.ask(PreferencesService.CHANGE, new Change(user, conversation, muted, pinned));
    }

    private static FailureCode refusal(UserId user, ConversationId conversation) throws Exception {
        return accounts.refusal(
                        PreferencesService.CHANGE, new Change(user, conversation, Optional.of(true), Optional.empty()))
                .code();
    }
}
