package dev.parley.accounts;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Devices;
import dev.parley.bus.Bus;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.Bus.Server;
import dev.parley.bus.Done;
import dev.parley.bus.Endpoint;
import dev.parley.bus.FriendsService;
import dev.parley.bus.GroupsService;
import dev.parley.bus.MembershipService;
import dev.parley.bus.PreferencesService;
import dev.parley.bus.PushService;
import dev.parley.config.Settings.Argon2Cost;
import dev.parley.keys.KeyFile;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves people and what is between them over a relational store: {@link AccountsService}, {@link FriendsService}, {@link
 * GroupsService}, {@link MembershipService}, {@link PreferencesService}, {@link PushService}. One node where the store is embedded, else any number.
 */
public final class AccountsVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(AccountsVerticle.class);
    private static final Duration KEYS_READ_AGAIN = Duration.ofMinutes(1);

    private final Bus bus;
    private final Function<Vertx, Future<AccountStores>> open;
    private final Argon2Cost cost;
    private final KeyFile keyFile;
    private final Ids ids;
    private final InstantSource clock;
    private final Duration keysReadAgain;
    private final List<Registration> served = new ArrayList<>();
    private AccountStores stores;
    private Tokens tokens;
    private Passwords passwords;

    /**
     * @param open opens the store, called on the verticle's context
     * @param keyFile the keys that sign tokens, the same for every node; made there if absent, read again every minute
     */
    public AccountsVerticle(
            Bus bus,
            Function<Vertx, Future<AccountStores>> open,
            Argon2Cost cost,
            Path keyFile,
            Ids ids,
            InstantSource clock) {
        this(bus, open, cost, keyFile, ids, clock, KEYS_READ_AGAIN);
    }

    AccountsVerticle(
            Bus bus,
            Function<Vertx, Future<AccountStores>> open,
            Argon2Cost cost,
            Path keyFile,
            Ids ids,
            InstantSource clock,
            Duration keysReadAgain) {
        this.bus = bus;
        this.open = open;
        this.cost = cost;
        this.keyFile = new KeyFile(keyFile);
        this.ids = ids;
        this.clock = clock;
        this.keysReadAgain = keysReadAgain;
    }

    @Override
    public Future<?> start() {
        return openStore()
                .compose(opened -> loadKeys())
                .onSuccess(loaded -> passwords = Passwords.start(vertx, cost))
                .compose(loaded -> serve());
    }

    @Override
    public Future<?> stop() {
        return Future.join(served.stream().map(Registration::end).toList())
                .eventually(passwords::stop)
                .eventually(stores::close);
    }

    private Future<Void> openStore() {
        return open.apply(vertx).onSuccess(opened -> stores = opened).mapEmpty();
    }

    private Future<Void> loadKeys() {
        return vertx.executeBlocking(keyFile::load)
                .onSuccess(keys -> tokens = new Tokens(vertx, keys))
                .onSuccess(keys -> vertx.setPeriodic(keysReadAgain.toMillis(), due -> readKeysAgain()))
                .mapEmpty();
    }

    /** A file that is gone or broken changes nothing. */
    private void readKeysAgain() {
        vertx.executeBlocking(keyFile::read)
                .onSuccess(tokens::use)
                .onFailure(cause -> LOG.error("Tokens are signed with the keys there were: {}", cause.getMessage()));
    }

    private Future<?> serve() {
        Revoker revoker = new Revoker(bus, stores.devices(), clock);
        TokenPairs pairs = new TokenPairs(stores, tokens, revoker, clock);
        Announcer announcer = new Announcer(bus, stores.announcements(), ids, clock);
        Membership membership = new Membership(stores.ties(), stores.groups(), bus);
        Newcomers newcomers = new Newcomers(stores.users(), stores.ties(), stores.groups());
        Ties ties = new Ties(stores.users(), stores.ties(), announcer, ids, clock);
        Pushes pushes = new Pushes(stores.pushes(), ids, clock);
        Cleaning cleaning = new Cleaning(vertx);
        cleaning.begin("revocations", Duration.ofMinutes(10), revoker::forgetOld);
        cleaning.begin("pushes", Duration.ofMinutes(1), pushes::forgetOld);
        cleaning.begin("changes", TieStore.CHANGES_KEPT, stores.ties()::forgetChanges);
        announcer.keepSweeping(vertx);
        return Future.all(List.of(
                servePeople(new People(stores.users(), passwords, announcer, ids, clock)),
                serveTokens(new LogIns(stores, passwords, pairs, revoker, ids::newId, clock), pairs),
                serveDevices(revoker),
                serveFriends(new Friends(stores.friends(), ties)),
                serveBlocks(new Blocks(stores.friends(), ties)),
                serveGroups(new Groups(stores.groups(), newcomers, announcer, new LogEnd(bus, ids), ids, clock)),
                servePreferences(new Preferences(stores.preferences(), membership, announcer, ids)),
                serveMembership(membership, new Views(stores.users(), stores.groups())),
                serveRegistrations(new Registrations(stores.registrations())),
                servePushes(pushes),
                on(AccountsService.PING, asked -> stores.check().map(Done.DONE))));
    }

    private Future<?> servePeople(People people) {
        return Future.all(
                on(AccountsService.SIGN_UP, people::signUp),
                on(AccountsService.PROFILE, people::profile),
                on(AccountsService.PROFILES, people::profiles),
                on(AccountsService.FIND, people::find),
                on(AccountsService.UPDATE_PROFILE, people::update));
    }

    private Future<?> serveTokens(LogIns logIns, TokenPairs pairs) {
        return Future.all(
                on(AccountsService.LOG_IN, logIns::logIn),
                on(AccountsService.REFRESH, pairs::refresh),
                on(AccountsService.KEYS, asked -> Future.succeededFuture(tokens.publicKeys())));
    }

    private Future<?> serveDevices(Revoker revoker) {
        return Future.all(
                on(AccountsService.REVOKE, revoker::revoke),
                on(AccountsService.REVOKED_SINCE, revoker::since),
                on(AccountsService.DEVICES, asked -> stores.devices()
                        .signedIn(asked.user(), clock.instant())
                        .map(Devices::new)));
    }

    private Future<?> serveFriends(Friends friends) {
        return Future.all(List.of(
                on(FriendsService.FRIENDS, friends::list),
                on(FriendsService.REQUEST, friends::request),
                on(FriendsService.ACCEPT, friends::accept),
                on(FriendsService.DECLINE, friends::decline),
                on(FriendsService.REMOVE, friends::remove),
                on(FriendsService.AUDIENCE, friends::audience),
                on(FriendsService.VISIBLE, friends::visible)));
    }

    private Future<?> serveBlocks(Blocks blocks) {
        return Future.all(
                on(FriendsService.BLOCKS, blocks::list),
                on(FriendsService.BLOCK, blocks::block),
                on(FriendsService.UNBLOCK, blocks::unblock));
    }

    private Future<?> serveGroups(Groups groups) {
        return Future.all(List.of(
                on(GroupsService.CREATE, groups::create),
                on(GroupsService.GET, groups::get),
                on(GroupsService.NAMES, groups::names),
                on(GroupsService.RENAME, groups::rename),
                on(GroupsService.DELETE, groups::delete),
                on(GroupsService.PUT_MEMBER, groups::put),
                on(GroupsService.REMOVE_MEMBER, groups::remove)));
    }

    private Future<?> servePreferences(Preferences preferences) {
        return Future.all(
                on(PreferencesService.CHANGE, preferences::change),
                on(PreferencesService.GET, preferences::of),
                on(PreferencesService.PINNED, preferences::pinned));
    }

    private Future<?> serveMembership(Membership membership, Views views) {
        return Future.all(
                bus.serveInPlace(MembershipService.MEMBERS, membership::members).onSuccess(served::add),
                bus.serveInPlace(MembershipService.WINDOWS, membership::windows).onSuccess(served::add),
                on(MembershipService.VIEWS, views::all),
                on(MembershipService.VIEWERS, membership::viewers),
                on(MembershipService.CHANGES, membership::changes),
                on(MembershipService.WROTE, membership::wrote));
    }

    private Future<?> serveRegistrations(Registrations registrations) {
        return Future.all(
                on(PushService.REGISTER, registrations::register),
                on(PushService.UNREGISTER, registrations::unregister),
                on(PushService.WISHES, registrations::wishes),
                on(PushService.WISH, registrations::wish));
    }

    private Future<?> servePushes(Pushes pushes) {
        return Future.all(
                on(PushService.QUEUE, pushes::add),
                on(PushService.TEST, pushes::test),
                on(PushService.CLAIM, pushes::claim),
                on(PushService.SETTLE, pushes::settle));
    }

    private <Q, R> Future<?> on(Endpoint<Q, R> endpoint, Server<Q, R> server) {
        return bus.serve(endpoint, server).onSuccess(served::add);
    }
}
