package dev.parley.accounts.sql;

import static dev.parley.accounts.TestPeople.await;
import static dev.parley.accounts.TestPeople.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.accounts.AccountStores;
import dev.parley.accounts.Announcement;
import dev.parley.accounts.AnnouncementStoreContract;
import dev.parley.accounts.Change;
import dev.parley.accounts.NewUser;
import dev.parley.accounts.TestPeople;
import dev.parley.backup.LiveCopy;
import dev.parley.bus.PreferencesService.Preference;
import dev.parley.model.ConversationId;
import dev.parley.model.Failure;
import dev.parley.model.GroupId;
import dev.parley.model.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An H2 database, copied while it is written to. */
class H2CopyTest {
    private static final int PEOPLE = 100;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private AccountStores stores;
    private LiveCopy copy;

    @BeforeEach
    void open() throws Exception {
        stores = open("accounts");
        copy = stores.liveCopy().orElseThrow();
    }

    @AfterEach
    void close() throws Exception {
        await(stores.close());
        await(vertx.close());
    }

    private AccountStores open(String name) throws Exception {
        return await(SqlAccounts.openH2(vertx, folder.resolve(name)));
    }

    @Test
    void holdsWhatWasAnsweredBeforeAndCanBeOpened() throws Exception {
        List<UserId> before = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            before.add(TestPeople.keep(stores));
        }
        List<Future<?>> meanwhile = new ArrayList<>();
        Stream.generate(TestPeople::anyone)
                .limit(PEOPLE)
                .forEach(user -> meanwhile.add(stores.users().create(user)));
        await(copy.to(folder.resolve("copy")));
        await(Future.all(meanwhile));
        NewUser late = TestPeople.anyone();
        await(stores.users().create(late));

        assertThat(folder.resolve("copy")).isDirectoryContaining("glob:**/accounts.mv.db");
        try (Stream<Path> files = Files.list(folder.resolve("copy"))) {
            assertThat(files).hasSize(1);
        }
        AccountStores copied = open("copy");
        for (UserId user : before) {
            assertThat(await(copied.users().find(user)))
                    .isEqualTo(await(stores.users().find(user)));
        }
        assertThat(await(copied.users().find(late.profile().id()))).isEmpty();
        await(copied.close());
    }

    @Test
    void whatIsAnnouncedWhileItIsMadeIsInItToBeAnnounced() throws Exception {
        UserId user = TestPeople.keep(stores);
        Announcement event = AnnouncementStoreContract.event(user);
        ConversationId chat = new ConversationId.Group(new GroupId(TestPeople.newId()));
        copy.hold();
        await(stores.preferences()
                .change(user, chat, old -> new Change<>(new Preference(chat, true, false), List.of(event))));
        Future<Void> sent = stores.announcements().sent(event.id());
        await(copy.to(folder.resolve("copy")));
        assertThat(sent.isComplete()).isFalse();
        copy.release();
        await(sent);

        assertThat(await(stores.announcements().of(event.conversation(), 10))).isEmpty();
        AccountStores copied = open("copy");
        assertThat(await(copied.announcements().of(event.conversation(), 10))).containsExactly(event);
        await(copied.close());
    }

    @Test
    void saysWhyNoneCanBeMadeAndGoesOn() throws Exception {
        assertThat(failure(copy.to(folder.resolve("none/copy"))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("none/copy");
        TestPeople.keep(stores);
    }
}
