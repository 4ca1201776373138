package dev.parley.accounts.sql;

import dev.parley.accounts.PushQueue;
import dev.parley.bus.PushService.Outcome;
import dev.parley.bus.PushService.Parcel;
import dev.parley.bus.PushService.Settlement;
import dev.parley.model.DeviceId;
import dev.parley.model.UserId;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The queue of pushes in SQL: whom they are for is read among the accounts, what is queued stands in {@link PushTables}. */
final class SqlPushes implements PushQueue {
    private final Database accounts;
    private final PushTables tables;

    SqlPushes(Database accounts, PushTables tables) {
        this.accounts = accounts;
        this.tables = tables;
    }

    private record Reached(long device, UserId user, String provider) {
        static Reached of(Row row) {
            return new Reached(row.getLong("device_id"), new UserId(row.getLong("user_id")), row.getString("provider"));
        }
    }

    @Override
    public Future<Integer> add(List<Entry> entries, Instant now, Instant forgetAt) {
        Set<UserId> users =
                entries.stream().flatMap(entry -> entry.users().stream()).collect(Collectors.toSet());
        return users.isEmpty()
                ? Future.succeededFuture(0)
                : reached(users, now)
                        .compose(reached -> insert(entries, reached, forgetAt).map(reached.size()));
    }

    private Future<List<Reached>> reached(Set<UserId> users, Instant now) {
        Sql.Ids ids = Sql.Ids.of(users, UserId::value).and("now", now.toEpochMilli());
        return accounts.read(client -> Sql.query(
                client,
                "SELECT r.device_id, r.user_id, r.provider" + PushReaders.HOLDS + " AND r.user_id IN " + ids.names(),
                Reached::of,
                ids.parameters()));
    }

    private Future<Void> insert(List<Entry> entries, List<Reached> reached, Instant forgetAt) {
        Map<UserId, List<Reached>> byUser = reached.stream().collect(Collectors.groupingBy(Reached::user));
        Map<PushTable, List<Map<String, Object>>> rows = new HashMap<>();
        for (Entry entry : entries) {
            for (UserId user : entry.users()) {
                byUser.getOrDefault(user, List.of())
                        .forEach(device -> rows.computeIfAbsent(tables.of(user), first -> new ArrayList<>())
                                .add(row(entry, device, forgetAt)));
            }
        }
        return Future.join(rows.entrySet().stream()
                        .map(one -> one.getKey().insert(one.getValue()))
                        .toList())
                .mapEmpty();
    }

    private static Map<String, Object> row(Entry entry, Reached reached, Instant forgetAt) {
        return Map.of(
                "device", reached.device(),
                "message", entry.message().value(),
                "user", reached.user().value(),
                "conversation", entry.conversation().toString(),
                "author", entry.author().value(),
                "provider", reached.provider(),
                "due", entry.due().toEpochMilli(),
                "forget", forgetAt.toEpochMilli());
    }

    @Override
    public Future<List<Parcel>> claim(Wanted wanted) {
        return gather(wanted, tables.inTurn().iterator(), new Gathered());
    }

    /** What tables have handed out so far. One that does not answer keeps nobody from what the others have. */
    private static final class Gathered {
        private final List<Parcel> parcels = new ArrayList<>();
        private boolean answered;
        private Throwable failure;

        Future<Void> note(AsyncResult<List<Parcel>> some) {
            if (some.succeeded()) {
                parcels.addAll(some.result());
                answered = true;
            } else {
                failure = some.cause();
            }
            return Future.succeededFuture();
        }

        Future<List<Parcel>> outcome() {
            return answered ? Future.succeededFuture(parcels) : Future.failedFuture(failure);
        }
    }

    private Future<List<Parcel>> gather(Wanted wanted, Iterator<Integer> places, Gathered gathered) {
        int left = wanted.limit() - gathered.parcels.size();
        return places.hasNext() && left > 0
                ? claim(places.next(), wanted.atMost(left))
                        .transform(gathered::note)
                        .compose(noted -> gather(wanted, places, gathered))
                : gathered.outcome();
    }

    private Future<List<Parcel>> claim(int place, Wanted wanted) {
        PushTable table = tables.all().get(place);
        long claim = PushTables.claim(place);
        return table.claim(wanted, claim).compose(threads -> readers(threads, wanted.now())
                .compose(readers -> table.drop(unregistered(threads, readers), claim)
                        .map(dropped -> threads.stream()
                                .flatMap(thread -> readers.parcel(thread, claim).stream())
                                .toList())));
    }

    private Future<PushReaders> readers(List<List<PushRow>> threads, Instant now) {
        List<PushRow> rows = threads.stream().flatMap(List::stream).toList();
        return rows.isEmpty()
                ? Future.succeededFuture(PushReaders.NOBODY)
                : accounts.read(client -> PushReaders.read(client, rows, now));
    }

    private static Set<DeviceId> unregistered(List<List<PushRow>> threads, PushReaders readers) {
        return threads.stream()
                .map(thread -> thread.get(0).device())
                .filter(device -> !readers.registrations().containsKey(device))
                .collect(Collectors.toSet());
    }

    @Override
    public Future<Void> settle(List<Settlement> settlements, Instant forgetAt) {
        List<Parcel> gone = settlements.stream()
                .filter(settlement -> settlement.outcome() instanceof Outcome.Gone)
                .map(Settlement::parcel)
                .toList();
        Map<PushTable, List<Settlement>> byTable = settlements.stream()
                .collect(Collectors.groupingBy(
                        settlement -> tables.ofClaim(settlement.parcel().claim())));
        Future<?> ended = gone.isEmpty() ? Future.succeededFuture() : end(gone);
        return ended.compose(over -> Future.join(byTable.entrySet().stream()
                        .map(one -> one.getKey().settle(one.getValue(), forgetAt))
                        .toList()))
                .mapEmpty();
    }

    /** Ends the registrations, and takes out what was handed out for devices that have no other one by now. */
    private Future<?> end(List<Parcel> gone) {
        List<Map<String, Object>> addresses = gone.stream()
                .map(parcel -> Map.<String, Object>of(
                        "device", parcel.device().value(),
                        "address", parcel.target().address()))
                .distinct()
                .toList();
        return accounts.write(client -> Sql.batch(
                        client,
                        "DELETE FROM push_registrations WHERE device_id = #{device} AND address = #{address}",
                        addresses))
                .compose(ended -> registered(gone))
                .compose(registered -> Future.join(gone.stream()
                        .filter(parcel -> !registered.contains(parcel.device()))
                        .map(parcel -> tables.ofClaim(parcel.claim()).drop(Set.of(parcel.device()), parcel.claim()))
                        .toList()));
    }

    private Future<List<DeviceId>> registered(List<Parcel> parcels) {
        Sql.Ids devices = Sql.Ids.of(parcels.stream().map(Parcel::device).collect(Collectors.toSet()), DeviceId::value);
        return accounts.read(client -> Sql.query(
                client,
                "SELECT device_id FROM push_registrations WHERE device_id IN " + devices.names(),
                row -> new DeviceId(row.getLong("device_id")),
                devices.parameters()));
    }

    @Override
    public Future<Void> forget(Instant now) {
        return Future.join(tables.all().stream().map(table -> table.forget(now)).toList())
                .mapEmpty();
    }
}
