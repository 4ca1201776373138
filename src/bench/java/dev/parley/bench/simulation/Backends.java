package dev.parley.bench.simulation;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Keys;
import dev.parley.bus.AccountsService.Revoked;
import dev.parley.bus.Bus;
import dev.parley.bus.Done;
import dev.parley.bus.FriendsService;
import dev.parley.bus.FriendsService.Users;
import dev.parley.bus.MembershipService;
import dev.parley.bus.MembershipService.Changes;
import dev.parley.bus.MembershipService.OfConversation;
import dev.parley.bus.MembershipService.Roster;
import dev.parley.bus.MembershipService.Standing;
import dev.parley.bus.PersistenceService;
import dev.parley.bus.PersistenceService.Active;
import dev.parley.bus.PersistenceService.Appended;
import dev.parley.bus.PersistenceService.SyncPage;
import dev.parley.bus.PushService;
import dev.parley.model.ConversationId;
import dev.parley.model.Cursor;
import dev.parley.model.MessageId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The stores as others see them: each answers at once what it would, and keeps nothing. */
final class Backends {
    private static final long VERSION = 1;

    private final Timeline timeline;
    private final People people;

    Backends(Timeline timeline, People people) {
        this.timeline = timeline;
        this.people = people;
    }

    void accounts(Machine machine) {
        Bus bus = machine.bus();
        bus.serve(AccountsService.KEYS, asked -> Future.succeededFuture(new Keys("{\"keys\":[]}")));
        bus.serve(AccountsService.REVOKED_SINCE, asked -> Future.succeededFuture(new Revoked(List.of())));
        bus.serve(FriendsService.AUDIENCE, asked -> Future.succeededFuture(new Users(people.friends(asked.user()))));
        bus.serve(MembershipService.MEMBERS, asked -> Future.succeededFuture(roster(asked)));
        bus.serve(
                MembershipService.CHANGES,
                asked -> Future.succeededFuture(new Changes(List.of(), true, Instant.ofEpochMilli(timeline.millis()))));
        bus.serve(PushService.QUEUE, asked -> Future.succeededFuture(Done.DONE));
    }

    void persistence(Machine machine) {
        Bus bus = machine.bus();
        bus.serve(PersistenceService.APPEND, asked -> Future.succeededFuture(new Appended.Stored()));
        bus.serve(PersistenceService.ACTIVE, asked -> Future.succeededFuture(Done.DONE));
        bus.serve(PersistenceService.LAST_ACTIVE, asked -> Future.succeededFuture(new Active(List.of())));
        bus.serve(
                PersistenceService.SYNC,
                asked -> Future.succeededFuture(
                        new SyncPage(List.of(), Cursor.at(MessageId.lastBefore(timeline.millis())), false, false)));
    }

    private Roster roster(OfConversation asked) {
        return asked.known().filter(known -> known == VERSION).isPresent()
                ? new Roster.Unchanged()
                : new Roster.Members(
                        people.members(((ConversationId.Group) asked.conversation()).group()),
                        Set.of(),
                        VERSION,
                        0,
                        new Standing.Open());
    }
}
