package dev.parley.boot;

import static dev.parley.accounts.TestPeople.await;

import dev.parley.accounts.AccountStores;
import dev.parley.accounts.Credentials;
import dev.parley.accounts.NewUser;
import dev.parley.bus.AccountsService.Device;
import dev.parley.bus.AccountsService.Profile;
import dev.parley.bus.AccountsService.Revocation;
import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.Message;
import dev.parley.model.MessageId;
import dev.parley.model.UserId;
import dev.parley.store.InboxPage;
import dev.parley.store.MessageStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that can be seen of a town through the ports of the stores. */
record Sight(
        Map<UserId, Person> people,
        Map<ConversationId, List<Message>> histories,
        List<Revocation> revocations,
        List<Object> resends) {
    private static final int PAGE = 700;
    private static final int RESENT = 97;

    /** What one of them sees. */
    record Person(
            Profile profile,
            Credentials credentials,
            List<Device> devices,
            List<Message> inbox,
            List<Message> inboxFromTheMiddle,
            List<Message> conversations) {}

    static Sight of(Town town, AccountStores accounts, MessageStore store) throws Exception {
        Map<UserId, Person> people = new LinkedHashMap<>();
        for (NewUser user : town.people) {
            people.put(user.profile().id(), person(town, user, accounts, store));
        }
        Map<ConversationId, List<Message>> histories = new LinkedHashMap<>();
        for (ConversationId conversation : town.conversations()) {
            histories.put(conversation, await(store.from(conversation, 0, 1_000)));
        }
        List<Revocation> revocations = await(accounts.devices().revokedSince(Instant.EPOCH, 1_000));
        return new Sight(people, histories, revocations, resends(town, store));
    }

    private static Person person(Town town, NewUser user, AccountStores accounts, MessageStore store) throws Exception {
        UserId id = user.profile().id();
        return new Person(
                await(accounts.users().find(id)).orElseThrow(),
                await(accounts.users().credentials(user.profile().username())).orElseThrow(),
                await(accounts.devices().signedIn(id, Instant.ofEpochMilli(town.beginMillis))),
                inbox(store, id, Cursor.START),
                inbox(
                        store,
                        id,
                        Cursor.at(town.messages.get(Town.MESSAGES / 2).id().value())),
                await(store.conversations(id, Long.MAX_VALUE, 100)));
    }

    private static List<Message> inbox(MessageStore store, UserId user, Cursor from) throws Exception {
        List<Message> all = new ArrayList<>();
        boolean more = true;
        for (Cursor cursor = from; more; ) {
            InboxPage page = await(store.inbox(user, Optional.of(cursor), PAGE, System.currentTimeMillis()));
            all.addAll(page.messages());
            cursor = page.next();
            more = page.more();
        }
        return all;
    }

    /** What is answered to some messages that are sent again, under new ids. */
    private static List<Object> resends(Town town, MessageStore store) throws Exception {
        List<Object> answers = new ArrayList<>();
        for (int i = 0; i < Town.MESSAGES; i += RESENT) {
            answers.add(await(Town.append(store, underNewId(town.messages.get(i)))));
        }
        return answers;
    }

    private static Message underNewId(Message message) {
        return new Message(
                new MessageId(message.id().value() + 100),
                message.conversation(),
                message.from(),
                message.kind(),
                message.ref(),
                message.text(),
                message.replyTo(),
                message.mentions());
    }
}
