package dev.parley.accounts;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Devices;
import dev.parley.bus.Bus;
import dev.parley.bus.Bus.Registration;
import dev.parley.bus.Bus.Server;
import dev.parley.bus.Done;
import dev.parley.bus.Endpoint;
import dev.parley.bus.MembershipService;
import dev.parley.config.Settings.Argon2Cost;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Serves {@link AccountsService} over a relational store. One node where the store is embedded, else any number. */
public final class AccountsVerticle extends VerticleBase {
    private final Bus bus;
    private final Function<Vertx, Future<AccountStores>> open;
    private final Argon2Cost cost;
    private final KeyFile keyFile;
    private final LongSupplier newId;
    private final InstantSource clock;
    private final List<Registration> served = new ArrayList<>();
    private AccountStores stores;
    private Tokens tokens;
    private Passwords passwords;

    /**
     * @param open opens the store, called on the verticle's context
     * @param keyFile the keys that sign tokens, the same for every node; made there if absent
     * @param newId gives an id that no user and no device has
     */
    public AccountsVerticle(
            Bus bus,
            Function<Vertx, Future<AccountStores>> open,
            Argon2Cost cost,
            Path keyFile,
            LongSupplier newId,
            InstantSource clock) {
        this.bus = bus;
        this.open = open;
        this.cost = cost;
        this.keyFile = new KeyFile(keyFile);
        this.newId = newId;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        return openStore()
                .compose(opened -> loadKeys())
                .compose(loaded -> startHashing())
                .compose(started -> serve());
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
                .mapEmpty();
    }

    private Future<Void> startHashing() {
        return Passwords.start(vertx, cost)
                .onSuccess(started -> passwords = started)
                .mapEmpty();
    }

    private Future<?> serve() {
        Revoker revoker = new Revoker(bus, stores.devices(), clock);
        TokenPairs pairs = new TokenPairs(stores, tokens, revoker, clock);
        revoker.keepClean(vertx);
        Membership membership = new Membership(stores.users());
        return Future.all(List.of(
                servePeople(new People(stores.users(), passwords, newId, clock)),
                serveTokens(new LogIns(stores, passwords, pairs, revoker, newId, clock), pairs),
                serveDevices(revoker),
                on(MembershipService.MEMBERS, membership::members),
                on(MembershipService.WINDOWS, membership::windows),
                on(AccountsService.PING, asked -> stores.check().map(Done.DONE))));
    }

    private Future<?> servePeople(People people) {
        return Future.all(
                on(AccountsService.SIGN_UP, people::signUp),
                on(AccountsService.PROFILE, people::profile),
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

    private <Q, R> Future<?> on(Endpoint<Q, R> endpoint, Server<Q, R> server) {
        return bus.serve(endpoint, server).onSuccess(served::add);
    }
}
