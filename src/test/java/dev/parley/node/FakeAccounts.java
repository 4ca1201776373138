package dev.parley.node;

import dev.parley.bus.AccountsService;
import dev.parley.bus.AccountsService.Keys;
import dev.parley.bus.AccountsService.Revocation;
import dev.parley.bus.AccountsService.Revoked;
import dev.parley.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The keys and revocations of accounts, served on a real bus. */
final class FakeAccounts {
    final List<JsonObject> keys = new CopyOnWriteArrayList<>();
    final List<Revocation> revocations = new CopyOnWriteArrayList<>();
    final AtomicInteger keyQuestions = new AtomicInteger();
    final AtomicInteger revocationQuestions = new AtomicInteger();

    Future<?> serve(Bus bus) {
        return bus.serve(AccountsService.KEYS, asked -> {
                    keyQuestions.incrementAndGet();
                    return Future.succeededFuture(new Keys(
                            new JsonObject().put("keys", new JsonArray(keys)).encode()));
                })
                .compose(served -> bus.serve(AccountsService.REVOKED_SINCE, asked -> {
                    revocationQuestions.incrementAndGet();
                    return Future.succeededFuture(new Revoked(revocations.stream()
                            .filter(revocation -> !revocation.at().isBefore(asked.since()))
                            .sorted(Comparator.comparing(Revocation::at))
                            .limit(AccountsService.REVOKED_PAGE)
                            .toList()));
                }));
    }
}
